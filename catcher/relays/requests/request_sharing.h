#pragma once

#include "catcher/base/net/connections/connection_sharing.h"

namespace hookline {

struct Capture;

/// How a caught request may share connections as it is sent on. Every one goes over a kept
/// connection. One is kept behind it only where no server can take a part of it for the beginning
/// of the next: without a body, or with a POST's, PUT's or PATCH's under one plain length. Not
/// behind chunks, which programs read in more ways than one, nor behind the body of a GET, which
/// many leave unread.
ConnectionSharing sharing_of(const Capture& capture);

}  // namespace hookline
