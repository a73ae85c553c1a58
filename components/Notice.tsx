import type { ComponentChildren } from "preact";
import { Icon } from "./Icon.tsx";

interface NoticeProps {
  tone?: "info" | "warning" | "error";
  /** Announced to screen readers when it appears. */
  live?: boolean;
  children: ComponentChildren;
}

export function Notice({ tone = "info", live = false, children }: NoticeProps) {
  return (
    <div class={`notice notice-${tone}`} role={live ? "alert" : undefined}>
      <Icon name={tone === "info" ? "info" : "alert"} />
      <div>{children}</div>
    </div>
  );
}
