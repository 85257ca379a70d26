// A URL that was taken holds nothing that would break a request line or a header.
#include "catcher/base/http/headers/header.h"
#include "catcher/base/http/url/url.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const auto url = hookline::Url::parse({reinterpret_cast<const char*>(data), size});
    if (url.host().empty() || url.target().find_first_of(" \r\n") != std::string::npos)
      std::abort();
    if (url.target().front() != '/') std::abort();
    hookline::HeaderField("Host", url.host_header());
  } catch (const hookline::UrlError& error) {
    if (error.position() > size) std::abort();
  }
  return 0;
}
