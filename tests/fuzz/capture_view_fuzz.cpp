// Any bytes can be looked at as a capture: derived, told as JSON, and told JSON reads back.
#include "catcher/captures/json/capture_json.h"
#include "catcher/captures/views/capture_view.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  hookline::Capture capture;
  capture.id = 1;
  capture.method = "POST";
  capture.target = "/x";
  capture.version = "HTTP/1.1";
  capture.raw.assign(reinterpret_cast<const char*>(data), size);
  const auto end = capture.raw.find("\r\n\r\n");
  capture.head_bytes = end == std::string::npos ? 0 : end + 4;
  if (hookline::body_of(capture).size() > size) std::abort();
  const std::string json = hookline::capture_json(capture);
  if (json.find('\n') != std::string::npos) std::abort();
  if (hookline::capture_from_json(json).id != 1) std::abort();
  return 0;
}
