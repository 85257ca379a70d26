#pragma once

namespace hookline {

class RouteTable;

/// The answers to whatever can't be answered as asked and has no area of its own: {"error","hint"},
/// as the catcher's API has it; what an operation or a value of the body refuses is a 422 with its
/// pointer.
void add_hookline_area(RouteTable& routes);

}  // namespace hookline
