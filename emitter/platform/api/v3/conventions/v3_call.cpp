#include "emitter/platform/api/v3/conventions/v3_call.h"

namespace hookline {

V3Call::V3Call(const PlatformCall& call, Platform& platform) : call_(call), platform_(platform) {
  if (const auto host = find_header(call.headers, "host")) base_ = "http://" + std::string(*host);
}

}  // namespace hookline
