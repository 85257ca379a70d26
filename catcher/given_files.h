#pragma once

#include <memory>
#include <string>

namespace hookline {

class EventCatalogue;
class ReplyRules;
class SigningKeys;
struct CatcherOptions;

/// Reading the files that flags name. All throw Failure(kInvalidInput) with the file's name.

/// Leaves the rules as they are where there is no file.
void load_replies(const std::string& file, ReplyRules& rules);
/// Null where there is no file.
std::unique_ptr<EventCatalogue> load_catalogue(const std::string& file);
/// From --signing-key-file, else from the environment; leaves the keys as they are where neither is
/// there.
void load_signing(const CatcherOptions& options, SigningKeys& keys);

}  // namespace hookline
