#pragma once

namespace hookline {

class Platform;
class PublicLinks;
class RouteTable;

/// Everything below /public/: what contacts see, and what is answered there to calls that can't be.
/// Platform and links outlive the routes.
void add_public_area(RouteTable& routes, Platform& platform, const PublicLinks& links);

}  // namespace hookline
