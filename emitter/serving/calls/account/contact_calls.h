#pragma once

namespace hookline {

class Platform;
class PublicLinks;
class RouteTable;

/// GET /hookline/contacts and /hookline/contacts/{id}. Platform and links outlive the routes.
void route_contacts(RouteTable& routes, const Platform& platform, const PublicLinks& links);

}  // namespace hookline
