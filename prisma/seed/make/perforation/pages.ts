// The text of the perforation guide, a page to an entry.

import { block, crossing, dotGauge, edge, fanGauge, namedStamp, roulette, rule, svg } from "./diagrams";

const figure = (art: string, caption = "") => `<figure>${art}${caption ? `<figcaption>${caption}</figcaption>` : ""}</figure>`;
const QUIZ = [14, 11.5, 15, 12.5, 16, 10, 13, 14.5];

const cover = `<div class="cover"><p class="by">Nora Pelling</p>${block()}<h1>The edge of the stamp</h1><p class="sub">A pocket guide to perforations, with two gauges to print and use</p></div>`;

const start = `<h2>Before you print</h2>
<p>This little book contains two working rulers, so it has to come out of the printer at its true size. Print it at <b>100&nbsp;%</b>, or “actual size”; never “fit to page”. It is drawn for A5 and does just as well on A4, with a lot of white round it.</p>
<p>Then check. This bar is 100 millimetres long. Lay a ruler on it.</p>
${figure(svg(104, 9, [rule(2, 5, 102, 5, 0.3), ...Array.from({ length: 11 }, (_, i) => rule(2 + i * 10, i % 5 ? 3.6 : 2, 2 + i * 10, 5, 0.2))].join("")))}
<p>If you have no ruler, a bank card is 85.6 millimetres wide, and this box was made for it:</p>
${figure(svg(104, 14, `<rect x="9.2" y="1" width="85.6" height="12.4" fill="none" stroke="#211d1a" stroke-width="0.25"/>`))}
<p>If they disagree, find the setting, since nothing after this page will be worth the paper.</p>
<h3>What is in it</h3>
<table class="toc"><tr><td>What the number means</td><td>3</td></tr><tr><td>The gauge, in halves</td><td>4</td></tr><tr><td>The gauge, in tenths</td><td>5</td></tr><tr><td>Three machines and their corners</td><td>6</td></tr><tr><td>Separation without holes</td><td>7</td></tr><tr><td>Fourteen years with scissors</td><td>8</td></tr><tr><td>What goes wrong</td><td>9</td></tr><tr><td>Eight edges to practise on</td><td>10</td></tr><tr><td>A sheet for your own</td><td>11</td></tr></table>`;

const number = `<h2>What the number means</h2>
<p class="first">A stamp described as <i>perf 14</i> has fourteen holes in every twenty millimetres of edge. Not fourteen holes altogether, and not fourteen to the inch. The convention is due to a Paris doctor, Jacques-Amable Legrand, who published it in 1866, and it has never needed mending.</p>
<p>It doesn’t matter whether you count holes or the teeth between them, as there is one of each. What you are really measuring is the <i>pitch</i>, from the middle of one hole to the middle of the next:</p>
<table class="plain"><tr><th>Gauge</th><td>10</td><td>11</td><td>12</td><td>13</td><td>14</td><td>15</td><td>16</td></tr><tr><th>Pitch, mm</th><td>2.00</td><td>1.82</td><td>1.67</td><td>1.54</td><td>1.43</td><td>1.33</td><td>1.25</td></tr></table>
<p>A high number is a fine perforation. Much above 16 the sheets fall apart in the drawer; much below 10 they tear anywhere except along the holes.</p>
<p>If the sides differ, the top is given first. The stamp below is <i>perf 14 × 10</i>, and is called a compound perforation. (It’s drawn at twice life size.) If there is one number it serves for all four sides.</p>
${figure(namedStamp())}`;

const halves = `<h2>The gauge, in halves</h2><p class="tight">Lay the edge of the stamp along a row, teeth down, so that the dots fill the holes. Slide it from row to row. Only one will stay filled from end to end.</p>${figure(dotGauge(112))}`;

const tenths = `<h2>The gauge, in tenths</h2><p class="tight">Set the first hole of the stamp on the upright line at the left and slide the stamp up or down, keeping it level, until every hole sits on a line. Read the scale.</p>${figure(fanGauge(112, 146))}`;

const machines = `<h2>Three machines and their corners</h2>
<p>To learn how a sheet was perforated, don’t look at the sides of the stamp. Look at the corners, where two rows of holes have to come to terms.</p>
<div class="three"><div>${crossing("line")}<h3>Line</h3><p>One long row of pins makes one long row of holes. The sheet goes through for all the lines one way, then is turned for the other. Nothing makes the two sets agree, so at the corners holes overlap, or leave a fat tooth or a thin one. No two corners are alike.</p></div>
<div>${crossing("comb")}<h3>Comb</h3><p>Pins in the shape of a comb do three sides of every stamp in a row at one stroke; the sheet moves on and the next stroke does the fourth side. Corners are regular. Look for a slightly wrong tooth at the same place on each upright, just where the strokes join (the red line).</p></div>
<div>${crossing("harrow")}<h3>Harrow</h3><p>The pins for the entire sheet, in one frame, at one blow. Every corner is perfect and every stamp the same. On a single stamp it’s hard to tell harrow from a comb in good order, and it is no shame to write <i>comb or harrow</i>.</p></div></div>
<p class="note">Drawn five times life size, at gauge 14.</p>`;

const cuts = `<h2>Separation without holes</h2>
<p>A perforation takes paper away: the little discs are swept up off the floor. A <i>roulette</i> only cuts it. Held to the light the paper is all there.</p>
<dl><dt>${roulette("line")}Line</dt><dd>Short straight cuts end to end. The torn edge is nearly flat, with a faint fringe.</dd>
<dt>${roulette("arc")}Arc</dt><dd>Each cut is a small curve. One stamp of a pair gets scallops and the other gets hollows.</dd>
<dt>${roulette("serpentine")}Serpentine</dt><dd>A wave. Early Finnish stamps were done this way, with teeth so long that a perfect copy is a rarity.</dd>
<dt>${roulette("saw")}Saw-tooth</dt><dd>Zigzag, cut nearly through. Sharp points, where perforation leaves soft ones.</dd></dl>
<p>Self-adhesive stamps have brought the cut back. The first were issued by Sierra Leone in 1964, in the shape of the country. Most of today’s are <i>die-cut</i> in waves that imitate the teeth of a perforation. You can tell by the edge: a torn paper tooth is furry under a glass, and a die-cut one is as clean as a biscuit. The gauge works on both.</p>
<p>Since 1993 ordinary British stamps have had a long oval hole near the foot of each upright side. It is there to annoy forgers. Measure above it.</p>`;

const history = `<h2>Fourteen years with scissors</h2>
<p class="first">The first stamps, in May 1840, came in sheets of 240 with no means of separating them. Clerks kept scissors on a string. Nobody had thought of holes, since there had never been anything that one wanted to tear in 240 pieces.</p>
<table class="years">
<tr><th>1847</th><td>Henry Archer, an Irishman with a railway behind him, offers the Post Office a machine to cut slits between the stamps. It wears out its own table.</td></tr>
<tr><th>1848</th><td>He turns to pins that punch holes through into a matching plate. Trials drag on.</td></tr>
<tr><th>1850</th><td>Trial sheets from his machine are sold over the counter, some to Members of Parliament. They gauge 16.</td></tr>
<tr><th>1853</th><td>After a select committee, the Treasury buys the rights for £4,000. It had first offered a few hundred.</td></tr>
<tr><th>1854</th><td>From the beginning of the year the penny red is issued perforated, gauge 16, on machines by Napier. In the same year William and Henry Bemrose of Derby patent a rotary machine.</td></tr>
<tr><th>1855</th><td>Sixteen proves too fine and the sheets fall apart too readily. From January the gauge begins to change to 14, which Britain has seldom gone far from since. Sweden’s first stamps come out, already perforated 14.</td></tr>
<tr><th>1857</th><td>The United States follow, gauge 15½, on machines of the Bemrose kind.</td></tr>
<tr><th>1866</th><td>Legrand’s gauge. Collectors discover that stamps they had thought alike are not, and have been happy ever since.</td></tr></table>
<p>It is a good rule in dating British stamps of the middle of the century. Scissors: before 1854. Sixteen: about then. Fourteen: after.</p>`;

const faults = `<h2>What goes wrong</h2>
<h3>Accidents</h3>
<table class="faults"><tr><th>Blind</th><td>The pin was blunt or broken. The paper is dented but not pierced.</td></tr>
<tr><th>Misplaced</th><td>The sheet lay crooked. The holes run through the picture.</td></tr>
<tr><th>Imperforate between</th><td>A whole row was missed. Only a <i>pair</i> proves it: a single stamp with one straight side proves that somebody had scissors.</td></tr>
<tr><th>Doubled</th><td>The sheet went through twice. Two rows of holes, a hair apart.</td></tr>
<tr><th>Wing margin</th><td>Not a fault. The upright space between two panes was perforated down its middle, and the stamps alongside got a broad edge on one side. Victorian collectors trimmed it. Don’t.</td></tr></table>
<h3>On purpose</h3>
<p>A stamp that is scarce in one perforation and common in another will be helped across by someone. Four questions find most of it:</p>
<ol><li>Do opposite sides have the <i>same</i> gauge, to a tenth? On a line-perforated stamp they may differ a little. On a comb stamp they can’t.</li>
<li>Are opposite sides parallel, and is the stamp as wide as its sisters? New holes need new paper, and it has to come from somewhere.</li>
<li>Are all the tips alike? Torn teeth are ragged. Three furry sides and one clean one means a cut.</li>
<li>Are the holes clean and their spacing dead regular on an old stamp? It’s too good.</li></ol>
<p>A stamp with a straight edge that is worth more without perforations should have margins <i>wider</i> than a perforated copy measured to the tips. If it hasn’t, it has been shaved.</p>`;

const practice = `<h2>Eight edges to practise on</h2>
<p class="tight">All printed at life size, if page 2 came out right. Measure each with either gauge, write down what you get, and turn the page round.</p>
<div class="quiz">${QUIZ.map((gauge, i) => `<div><span>${i + 1}</span>${edge(46, 13, gauge)}<i></i></div>`).join("")}</div>
<p class="answers">${QUIZ.map((gauge, i) => `${i + 1}: ${String(gauge).replace(".5", "½")}`).join(" · ")}</p>
<p class="tight">Within a quarter you have good eyes. If all of yours are out by the same proportion it isn’t your eyes, it is the printer: go back to page 2.</p>`;

const sheet = `<h2>A sheet for your own</h2>
<table class="record"><tr><th>Country, year, value</th><th>Top</th><th>Side</th><th>Line, comb, harrow</th><th>Notes</th></tr>${"<tr><td></td><td></td><td></td><td></td><td></td></tr>".repeat(17)}</table>
<p class="note">Measure the longest side first. Write the gauge you read and not the one in the catalogue.</p>`;

const end = `<div class="end"><p>Written and drawn by Nora Pelling.</p><p>Set in EB Garamond, Georg Duffner’s revival of the types of Claude Garamont. The diagrams were computed, so that they’d be right; the opinions were not.</p><p>Copy it, cut it up, give it to a child with a shoebox of stamps. It is in the public domain (CC0&nbsp;1.0).</p>${edge(46, 10, 14)}<p class="note">This edge is perf 14, if you would like to check one more.</p></div>`;

export const PAGES = [cover, start, number, halves, tenths, machines, cuts, history, faults, practice, sheet, end];
