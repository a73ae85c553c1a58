/** A drawing of traffic with one record above the threshold; decoration only. */
export function HeroArt() {
  return (
    <svg class="hero-art" viewBox="0 0 440 200" fill="none" aria-hidden="true">
      <path class="hero-grid" d="M0 20H440M0 60H440M0 100H440M0 140H440M0 180H440" />
      <path class="hero-threshold" d="M0 92H440" />
      <path
        class="hero-line"
        d="M0 150 20 138 40 154 60 130 80 147 100 137 120 152 140 126 160 145 180 135 200 150 220 133 240 146 256 130 272 38 288 134 304 144 320 128 340 151 360 136 380 148 400 127 420 144 440 135"
      />
      <circle class="hero-ring" cx="272" cy="38" r="15" />
      <circle class="hero-dot" cx="272" cy="38" r="6" />
    </svg>
  );
}
