import { FormDialog } from "./FormDialog.tsx";

/** What is asked before something is done that cannot be undone. */
export interface Confirmation {
  /** Such as `Delete "Monday"?`. */
  title: string;
  /** What is lost. */
  text?: string;
  /** Of the button that does it. */
  action: string;
}

interface ConfirmDialogProps extends Confirmation {
  onClose: () => void;
  /** Does it, which closes the dialog unless this throws. */
  onConfirm: () => Promise<void>;
}

/** Asks whether something is to be done that cannot be undone; the focus is on keeping it. */
export function ConfirmDialog({ title, text, action, onClose, onConfirm }: ConfirmDialogProps) {
  return (
    <FormDialog
      title={title}
      action={action}
      tone="danger"
      cancel="Keep"
      isCancelFirst
      onClose={onClose}
      onSubmit={onConfirm}
    >
      {() => text && <p>{text}</p>}
    </FormDialog>
  );
}
