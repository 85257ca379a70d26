import "uplot/dist/uPlot.min.css";
import "./report.css";
import { Chart } from "./chart";
import type { Plot } from "./plot";

/** Puts a chart that can be pointed at and zoomed in the place of each drawing. */
function replaceDrawings(): void {
  const data = document.getElementById("plots");
  const plots = JSON.parse(data?.textContent ?? "[]") as Plot[];
  const charts = [...document.querySelectorAll<HTMLElement>("section.plot")].map((section, at) =>
    replaceDrawing(section, plots[at]!),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const chart of charts) chart.draw();
  });
  addEventListener("resize", () => {
    for (const chart of charts) chart.fit();
  });
}

function replaceDrawing(section: HTMLElement, plot: Plot): Chart {
  section.querySelector("svg")?.remove();
  // The chart has a legend of its own, with the values at the pointer.
  for (const name of section.querySelectorAll("h2 span")) name.remove();
  const tools = document.createElement("p");
  tools.className = "tools";
  const box = document.createElement("div");
  box.className = "chart";
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", plot.title);
  section.append(tools, box);

  const hint = document.createElement("span");
  hint.textContent = "drag to zoom";
  const all = button("show all", () => chart.showAll());
  const chart = new Chart(plot, box, (isZoomed) => {
    hint.hidden = isZoomed;
    all.hidden = !isZoomed;
  });
  tools.append(hint, all);
  if (plot.unit === "ms") tools.append(logarithmic(chart));
  chart.draw();
  return chart;
}

function logarithmic(chart: Chart): HTMLElement {
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.addEventListener("change", () => chart.setLogarithmic(box.checked));
  label.append(box, " logarithmic");
  return label;
}

function button(text: string, onClick: () => void): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = text;
  element.addEventListener("click", onClick);
  return element;
}

replaceDrawings();
