/** A horizontal bar for a table cell; the cell beside it has the number. */
export function Bar({ share, attack = false }: { share: number; attack?: boolean }) {
  return (
    <svg class="bar" aria-hidden="true">
      <rect
        class={attack ? "bar-attack" : "bar-normal"}
        width={`${(share * 100).toFixed(2)}%`}
        height="100%"
      />
    </svg>
  );
}
