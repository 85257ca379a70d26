#include "emitter/delivery/queue/queued_host.h"

#include "catcher/base/http/url/url.h"

namespace hookline {

std::string queued_host(std::string_view url) {
  try {
    return Url::parse(url).origin();
  } catch (const UrlError&) {
    return {};
  }
}

}  // namespace hookline
