#pragma once

namespace hookline {

class RouteTable;

/// GET /hookline/definitions: the kinds of event and the sources, as the vendor's form has them.
void route_definitions(RouteTable& routes);

}  // namespace hookline
