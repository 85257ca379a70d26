import type uPlot from "uplot";

/** uPlot lets a mouse choose a stretch; this lets fingers and pens. Up and down goes on scrolling. */
export function chooseByTouch(plot: uPlot): void {
  const { over } = plot;
  let beganPx: number | null = null;

  const placeOf = (event: PointerEvent) => {
    const { left, width } = over.getBoundingClientRect();
    return Math.min(Math.max(event.clientX - left, 0), width);
  };
  const show = (event: PointerEvent, isChosen: boolean) => {
    const px = placeOf(event);
    plot.setCursor({ left: px, top: 0 });
    const left = Math.min(beganPx!, px);
    const width = Math.abs(px - beganPx!);
    plot.setSelect({ left, width, top: 0, height: over.clientHeight }, isChosen);
  };

  over.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" || !event.isPrimary) return;
    over.setPointerCapture(event.pointerId);
    beganPx = placeOf(event);
  });
  over.addEventListener("pointermove", (event) => {
    if (beganPx !== null && event.isPrimary) show(event, false);
  });
  over.addEventListener("pointerup", (event) => {
    if (beganPx === null || !event.isPrimary) return;
    show(event, true);
    beganPx = null;
  });
  over.addEventListener("pointercancel", (event) => {
    if (!event.isPrimary) return;
    beganPx = null;
    plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
  });
}
