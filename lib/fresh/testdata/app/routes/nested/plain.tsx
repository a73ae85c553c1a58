export default function Plain() {
  return <p id="plain">plain</p>;
}
