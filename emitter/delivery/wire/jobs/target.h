#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/delivery/request_head.h"

#include <memory>
#include <string>

namespace hookline {

class HostPool;

/// All that is known of a URL before anything is sent to it, worked out once per loop.
struct Target {
  std::shared_ptr<const Url> url;
  RequestHead head;
  HostPool* pool = nullptr;  ///< null when forbidden
  std::string forbidden;     ///< why it may not be reached; empty when it may
};

}  // namespace hookline
