#pragma once

namespace hookline {

class Platform;
class Recorder;
class RouteTable;

/// What is below /hookline/recordings. Platform and recorder outlive the routes.
void route_recordings(RouteTable& routes, const Platform& platform, Recorder& recorder);

}  // namespace hookline
