#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"

#include <cstddef>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace hookline {

/// The imitated platform with its API, asked without a network.
class AskedPlatform {
 public:
  using Json = nlohmann::ordered_json;

  explicit AskedPlatform(AccountState account = {}, std::optional<std::size_t> calls_per_s = {});

  struct Reply {
    int status;
    std::string text;
    Headers headers;

    /// Null where the text is none.
    Json json() const { return Json::parse(text, nullptr, false); }
    std::string header(const std::string& name) const;
  };
  /// `path` with its query: "/api/3/tags?limit=1".
  Reply ask(const std::string& method, const std::string& path, const std::string& body = "");
  Reply get(const std::string& path) { return ask("GET", path); }
  Reply post(const std::string& path, const Json& body) { return ask("POST", path, body.dump()); }
  Reply put(const std::string& path, const Json& body) { return ask("PUT", path, body.dump()); }
  Reply remove(const std::string& path) { return ask("DELETE", path); }
  /// To /admin/api.php: the query, and the form.
  Reply v1(const std::string& query, const std::string& form = "");

  /// A webhook for everything, to that URL; its id.
  std::uint64_t listen_to_all(const std::string& url);

  Platform platform;

 private:
  RouteTable routes_;
};

}  // namespace hookline
