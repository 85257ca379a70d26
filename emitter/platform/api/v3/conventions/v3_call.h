#pragma once

#include "catcher/base/http/message/answer.h"
#include "emitter/platform/account/state/cause.h"
#include "emitter/platform/api/rows/row_context.h"
#include "emitter/platform/api/v3/conventions/list_query.h"
#include "emitter/platform/api/v3/conventions/row.h"
#include "emitter/platform/api/v3/conventions/sent_attributes.h"
#include "emitter/platform/api/v3/conventions/v3_error.h"
#include "emitter/platform/calls/platform_call.h"
#include "emitter/platform/running/platform.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hookline {

/// One call of REST v3, with what answering it takes.
class V3Call {
 public:
  V3Call(const PlatformCall& call, Platform& platform);

  Platform& platform() const { return platform_; }
  const PlatformCall& call() const { return call_; }
  /// Of a {…} in the path. A word counts as 0, as with the vendor.
  std::uint64_t id(std::size_t part = 0) const { return call_.id(part).value_or(0); }
  SentAttributes sent(std::string_view resource) const {
    return SentAttributes::wrapped(resource, call_.body);
  }
  ListQuery query(std::size_t default_limit = 20) const {
    return ListQuery(call_.query, default_limit);
  }
  RowContext context(const Platform::View& view) const { return {view.account, base_}; }

  /// Done through the API, now.
  static Cause cause() { return {Source::kApi, {}, 0}; }

 private:
  const PlatformCall& call_;
  Platform& platform_;
  std::string base_;
};

/// A call that this imitation answers: how, and by whom.
struct V3Route {
  std::string_view method;
  std::string_view path;  ///< behind /api/3: "/contacts/{id}"
  Answer (*handler)(const V3Call&);
};

}  // namespace hookline
