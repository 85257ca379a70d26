#pragma once

#include <string>

namespace hookline {

class Platform;
class PublicLinks;
class RouteTable;

/// The catcher that runs beside the platform; both are empty where none is known.
struct NeighbourCatcher {
  std::string page;      ///< its page's address
  std::string catching;  ///< where it catches
};

/// GET /hookline/overview. Platform and links outlive the routes.
void route_overview(RouteTable& routes, const Platform& platform, const PublicLinks& links,
                    NeighbourCatcher catcher);

}  // namespace hookline
