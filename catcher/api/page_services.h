#pragma once

#include "catcher/api/guard/page_file.h"
#include "catcher/captures/store/capture_store.h"

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

class AccessToken;
class EventCatalogue;
class MemoryBudget;
class Metrics;
class ReplyRules;
class Sender;
class SigningKeys;

/// What the page's address shows, and to whom. The references outlive the server.
struct PageServices {
  CaptureStore& store;
  ReplyRules& rules;
  Sender& sender;  ///< sends captures again
  SigningKeys& keys;
  Metrics& metrics;
  MemoryBudget& memory;                      ///< for requests and calls under way
  const EventCatalogue* catalogue;           ///< null: none was loaded
  std::string catching_url;                  ///< what the page tells people to send to
  std::function<std::size_t()> connections;  ///< that senders have open; any thread
  std::string page_url;                      ///< see PageGuard
  const AccessToken& token;                  ///< what a caller has to know
  std::span<const PageFile> files = {};      ///< of the page
  std::string_view fingerprint = {};         ///< what these files are known by; may be empty
  std::string forward_url = {};              ///< of the app; empty: nothing is forwarded
  std::string domain = {};  ///< requests to NAME.domain have the channel NAME; may be empty
};

}  // namespace hookline
