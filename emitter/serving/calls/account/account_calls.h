#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/account: all of the account and its webhooks, as `--account` reads it. The
/// platform outlives the table.
void route_account(RouteTable& routes, Platform& platform);

}  // namespace hookline
