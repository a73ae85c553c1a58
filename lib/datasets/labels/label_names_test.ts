import assert from "node:assert/strict";
import { namesCategory, namesLabel } from "./label_names.ts";

Deno.test("namesLabel() knows labels in several languages and spellings", () => {
  for (
    const name of [
      ...["Label", "labels", "binary_label", "attack_label", "LabelName", "label_id", "True Label"],
      ...[
        "class",
        "Class1",
        "class_name",
        "target_class",
        "Klasse",
        "clase",
        "classe",
        "Zielklasse",
      ],
      ...["Etikett", "etiqueta", "Étiquette", "etichetta", "rótulo", "标签", "Angriffs-Label"],
      ...["target", "outcome", "ground_truth", "y_true", "anomaly", "malware", "is_ddos", "fraud"],
      ...["Angriff", "ist_Anomalie", "bösartig", "ataque", "es_ataque", "attaque", "attacco"],
      "tunnel_parents   label   detailed-label",
    ]
  ) assert.ok(namesLabel(name), name);
  for (
    const name of [
      ...[
        "mpls_label",
        "ipv6.flow_label",
        "qclass_name",
        "tclass",
        "label_stack_size",
        "classifier",
      ],
      ...["service", "Ziel", "Zieladresse", "type", "status", "ddos_packets", "num_compromised"],
    ]
  ) assert.ok(!namesLabel(name), name);
});

Deno.test("namesCategory() knows kinds of attacks and of traffic", () => {
  for (
    const name of [
      ...[
        "attack_cat",
        "Attack_type",
        "type_attack",
        "AttackName",
        "Traffic Type",
        "traffic class",
      ],
      ...["type_of_attack", "Angriffstyp", "Angriffsart", "tipo_ataque", "tipo de ataque"],
      ...["type_attaque", "tipo_attacco", "Verkehrsart", "malware_family", "anomaly_type"],
    ]
  ) assert.ok(namesCategory(name), name);
  for (
    const name of ["attack_duration", "anomaly.layer", "traffic", "type", "protocol_type", "art"]
  ) assert.ok(!namesCategory(name), name);
});
