/** What our pages need beside simple.css: room for tables, marks that don't rest on colour alone, paper. */
export const ownStyle = `
:root { --sans-font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
body { grid-template-columns: 1fr min(72rem, 94%) 1fr; font-size: 1.05rem; }
body > header { padding: 0.5rem 1rem; text-align: left; display: block; }
body > header > *, body > header > p { max-width: 72rem; margin-inline: auto; }
body > header nav a { margin-left: 0; }
body > header .site { font-weight: bold; font-size: 1.2rem; margin-block: 0.3rem; }
body > header .site small { font-weight: normal; font-size: 0.9rem; display: block; }
body > header nav ul { justify-content: flex-start; padding: 0; margin-block: 0.3rem; }
body > header .who { font-size: 0.95rem; margin-block: 0.3rem; overflow-wrap: anywhere; }
main > h1 { font-size: 1.7rem; margin-top: 1rem; }
h2 { font-size: 1.35rem; margin-top: 2rem; }
h3 { font-size: 1.15rem; margin-top: 1.5rem; }
h4 { font-size: 1.05rem; margin-top: 1rem; }
.mark { border: 2px solid; padding: 0.3rem 0.6rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 0.5rem; top: 0.5rem; background: var(--bg); padding: 0.5rem; z-index: 1; }
.wide { overflow-x: auto; margin-block: 1rem; }
.wide:focus-visible { outline: 2px solid var(--accent); }
table { width: 100%; margin: 0; }
@media (max-width: 40rem) { table.roomy { min-width: 44rem; } }
.letter { white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid var(--border); border-radius: 5px; padding: 1rem; }
th, td { vertical-align: top; text-align: left; }
td.number, th.number { text-align: right; white-space: nowrap; }
.muted { color: var(--text-light); }
.good::before { content: "✓ "; }
.bad::before { content: "✗ "; }
.wait::before { content: "… "; }
.fault { border-left: 5px solid #b00020; padding: 0.5rem 1rem; background: var(--accent-bg); }
.done { border-left: 5px solid #1b7f3b; padding: 0.5rem 1rem; background: var(--accent-bg); }
.tasks { list-style: none; padding: 0; }
.tasks > li { border: 1px solid var(--border); border-radius: 5px; padding: 0.8rem 1rem; margin-block: 0.8rem; }
.tasks p { margin-block: 0.3rem; }
button.quiet { display: inline; margin: 0; padding: 0; border: 0; background: none; color: var(--accent); text-decoration: underline; font: inherit; }
form.inline, form.inline button { display: inline-block; margin: 0; }
input, select, textarea { max-width: 100%; }
textarea { width: 100%; min-height: 5rem; }
fieldset { margin-block: 1rem; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 0.3rem 1rem; }
dl.facts dt { font-weight: bold; } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl.facts { grid-template-columns: 1fr; } dl.facts dd { margin-bottom: 0.4rem; } }
.field { margin-block: 0.8rem; } .field > label, .hint, .field-fault { display: block; }
.choice { margin-block: 0.4rem; display: flex; align-items: baseline; gap: 0.4rem; } .choice input { flex: none; }
nav.places ul { list-style: none; display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; padding: 0; margin-block: 0.5rem 1rem; }
nav.places [aria-current] { font-weight: bold; text-decoration: none; }
.filters { display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; align-items: end; } .filters > * { margin-block: 0.4rem; }
.flag { border-left: 5px solid var(--accent); padding: 0.3rem 0.8rem; }
@media print { nav.places { display: none; } }
main { overflow-wrap: break-word; }
pre, code { overflow-wrap: anywhere; white-space: pre-wrap; }
svg.chart { max-width: 100%; height: auto; } svg.chart text { fill: currentColor; font-size: 12px; }
.figure { margin: 1rem 0; text-align: left; } .figure svg.chart { width: 100%; max-width: 36rem; }
.figure figcaption, .small-charts p { font-weight: bold; text-align: left; margin-block: 0.3rem; }
.small-charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 1rem; }
.small-charts svg.chart { width: 100%; max-width: 22rem; }
.chart path { fill: none; stroke: currentColor; } .chart .line { stroke: var(--accent); stroke-width: 2.5; }
.chart .thin { stroke-width: 0.6; } .chart .aid { stroke-dasharray: 2 4; } .chart .cutoff { stroke-width: 2; stroke-dasharray: 8 3; } .chart .bar { fill: var(--accent); }
.path { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.4rem; }
.path li { border: 1px solid var(--border); border-radius: 5px; padding: 0.2rem 0.6rem; margin: 0; }
.path li.current { border: 3px solid var(--accent); font-weight: bold; }
.hint { font-size: 0.85rem; font-weight: normal; }
.changed { position: sticky; bottom: 0.5rem; background: var(--bg); border: 2px solid var(--accent); padding: 0.6rem 1rem; }
details.beside { margin-block: 0.5rem; padding: 0.3rem 1rem; font-size: 0.95rem; }
details.beside[open] summary { margin-bottom: 0.3rem; padding-bottom: 0.3rem; }
details.beside ul { margin: 0; }
.plan-text section { border: 0; margin: 0; padding: 0; }
.plan-text section:target { border-left: 5px solid var(--accent); padding-left: 1rem; }
.card { padding-block: 0.5rem; margin-block: 1rem; } .card h2 { margin-top: 0.5rem; }
.welcome { border: 1px solid var(--border); border-radius: 5px; padding: 0 1rem; background: var(--accent-bg); }
.code { font-family: var(--mono-font); white-space: nowrap; }
.by-bloc th[scope='rowgroup'] { background: var(--accent-bg); }
.verdict { border-left: 5px solid var(--border); padding: 0.5rem 1rem; background: var(--accent-bg); }
#cua { width: min(32rem, 100%); }
.lines li { margin-block: 0.3rem; overflow-wrap: anywhere; }
.winners li { margin-block: 0.5rem; }
.dates table { min-width: 40rem; }
.dates td:first-child, .dates td:last-child, .by-bloc td:nth-child(3) { white-space: nowrap; }
@media (min-width: 64rem) { .plan-text p, .plan-text h2, .plan-text h3 { max-width: 46rem; } }
@media print { body > header nav, .who, .skip, body > footer, form, .changed { display: none; } }
`;
