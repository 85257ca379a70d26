#pragma once

namespace hookline {

class RouteTable;

/// The page's files: "/", "/app.js", …
void route_page_files(RouteTable& routes);

}  // namespace hookline
