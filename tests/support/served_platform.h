#pragma once

#include "emitter/serving/serving.h"
#include "tests/support/json_schema.h"

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace hookline::test {

/// What a call was answered with.
struct ServedAnswer {
  int status = 0;
  nlohmann::json body;

  const nlohmann::json& operator[](const std::string& key) const { return body.at(key); }
  /// Of the entries of that list.
  std::vector<int> ids(const std::string& list) const;
};

/// A platform on a free port, in memory unless the options say otherwise, called with its key. Each
/// answer is held against the description of the calls: what isn't as described fails the test.
class ServedPlatform {
 public:
  explicit ServedPlatform(ServingOptions options = {});

  Serving& operator*() { return serving_; }
  Serving* operator->() { return &serving_; }

  /// `body`: JSON, or what is to be refused as none.
  ServedAnswer call(const std::string& method, const std::string& target,
                    const std::string& body = "");
  ServedAnswer get(const std::string& target) { return call("GET", target); }
  ServedAnswer post(const std::string& target, const nlohmann::json& body) {
    return call("POST", target, body.dump());
  }
  ServedAnswer put(const std::string& target, const nlohmann::json& body) {
    return call("PUT", target, body.dump());
  }
  /// Does something in the account: POST /hookline/actions.
  ServedAnswer act(const nlohmann::json& action);
  /// Adds a webhook that listens for all, but for what is said otherwise; gives its id.
  std::uint64_t listen(const std::string& url, const nlohmann::json& otherwise = {});
  /// Waits until that delivery has ended, and gives it.
  nlohmann::json ended(std::uint64_t delivery);

 private:
  void hold_against_description(const std::string& method, const std::string& path,
                                const ServedAnswer& answer) const;

  Serving serving_;
};

/// The description of the calls that the vendor doesn't have.
const nlohmann::json& described_calls();

}  // namespace hookline::test
