#pragma once

#include "emitter/delivery/given_request.h"
#include "emitter/scenario/expect/expectation.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

class JsonObject;

/// What a step sends by itself: a request as it is given, whatever happens in the account.
///
/// | key of the step | value                                                                     |
/// |-----------------|---------------------------------------------------------------------------|
/// | webhook         | to whose URL, by name; also while it is switched off                      |
/// | request         | the request, as follows                                                   |
/// | expect          | as an entry of a scenario's "expect", but of this step's requests alone   |
///
/// | key of request | value                                                                      |
/// |----------------|----------------------------------------------------------------------------|
/// | method         | POST, if not said                                                          |
/// | target         | path and query, in place of the URL's: a long text, any bytes              |
/// | headers        | {"name": long text}, or a list of [name, long text]                        |
/// | form           | the same: the body's fields, and a Content-Type where headers has none     |
/// | body           | instead: a long text                                                       |
struct RequestStep {
  std::string webhook;
  std::shared_ptr<const GivenRequest> request;
  std::shared_ptr<const std::string> body;
  std::optional<Expectation> expectation;
};

/// Reads these keys of a step that has "request"; it is sent `repeat` times. Throws
/// Failure(kInvalidInput), also for a webhook that is none of `webhooks`.
RequestStep read_request_step(JsonObject& step, std::uint64_t repeat,
                              std::span<const std::string_view> webhooks);

}  // namespace hookline
