"""The peer `torch`: trains and scores with PyTorch on the CPU.

Reads one JSON command a line and answers each with one line; see peer.ts. The number of threads
is the first argument.
"""

import json
import sys
import time

try:
    import numpy
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as error:
    sys.exit(str(error))


class LstmAutoencoder(nn.Module):
    """Batches are [steps, rows, columns], which nn.LSTM handles fastest."""

    def __init__(self, columns, steps, encoder, decoder):
        super().__init__()
        self.steps = steps
        self.encoder = nn.LSTM(columns, encoder)
        self.decoder = nn.LSTM(encoder, decoder)
        self.output = nn.Linear(decoder, columns)

    def forward(self, windows):
        _, (state, _) = self.encoder(windows)
        sequence, _ = self.decoder(state.expand(self.steps, -1, -1))
        return self.output(sequence)


def build(network):
    columns, layers = network["columns"], network["layers"]
    if layers[0]["type"] == "lstm":
        encoder, _, decoder, _ = layers
        return LstmAutoencoder(columns, network["steps"], encoder["units"], decoder["units"])
    modules = []
    for layer in layers:
        modules.append(nn.Linear(columns, layer["units"]))
        if layer["activation"] == "relu":
            modules.append(nn.ReLU())
        columns = layer["units"]
    return nn.Sequential(*modules)


def set_weights(model, values):
    """Kernels come as inputs x outputs, PyTorch has outputs x inputs; its LSTM has two biases."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "bias_hh" in name:
                parameter.zero_()
                continue
            if "bias" not in name:
                shape = tuple(reversed(parameter.shape))
                part, values = values[: parameter.numel()], values[parameter.numel() :]
                parameter.copy_(torch.from_numpy(part.reshape(shape)).t())
                continue
            part, values = values[: parameter.numel()], values[parameter.numel() :]
            parameter.copy_(torch.from_numpy(part))
    assert len(values) == 0


class Task:
    def __init__(self, network, rows, batchSize, data, weights):
        self.rows = rows
        self.batch_size = batchSize
        self.data = torch.from_numpy(numpy.fromfile(data, dtype=numpy.float32))
        self.data = self.data.reshape(rows, network["columns"])
        self.rows_at = 0
        self.model = build(network)
        if isinstance(self.model, LstmAutoencoder):
            # The window of a row ends with it; the first row stands for those before it.
            steps = torch.arange(1 - network["steps"], 1)[:, None]
            self.data = self.data[(steps + torch.arange(rows)).clamp(min=0)]
            self.rows_at = 1
        set_weights(self.model, numpy.fromfile(weights, dtype=numpy.float32))
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3, foreach=True)

    def pass_over(self, rows):
        total = torch.zeros(())
        for batch in torch.randperm(rows).split(self.batch_size):
            x = self.data.index_select(self.rows_at, batch)
            self.optimizer.zero_grad(set_to_none=True)
            loss = functional.mse_loss(self.model(x), x)
            loss.backward()
            self.optimizer.step()
            total += loss.detach() * len(batch)
        return total.item() / rows

    def train(self, samples):
        start = time.perf_counter()
        left = samples
        while left > 0:
            loss = self.pass_over(min(left, self.rows))
            left -= self.rows
        return {"seconds": time.perf_counter() - start, "loss": loss}

    @torch.inference_mode()
    def errors(self, rows, batch_size):
        errors = torch.empty(rows)
        for x, out in zip(self.data[:rows].split(batch_size), errors.split(batch_size)):
            out.copy_((self.model(x) - x).square_().mean(1))
        return errors

    def score(self, samples, batchSize):
        start = time.perf_counter()
        left = samples
        while left > 0:
            errors = self.errors(min(left, self.rows), batchSize)
            left -= self.rows
        return {"seconds": time.perf_counter() - start, "loss": errors.mean().item()}

    @torch.inference_mode()
    def loss(self, rows):
        x = self.data.narrow(self.rows_at, 0, rows)
        return {"loss": functional.mse_loss(self.model(x), x).item()}


torch.set_num_threads(int(sys.argv[1]))
torch.set_flush_denormal(True)
torch.manual_seed(1)
task = None
print(json.dumps({"version": torch.__version__}), flush=True)
for line in sys.stdin:
    command = json.loads(line)
    action = command.pop("action")
    if action == "start":
        task = Task(**command)
        answer = {}
    else:
        answer = getattr(task, action)(**command)
    print(json.dumps(answer), flush=True)
