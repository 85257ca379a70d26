#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookline {

struct Attempt;

// How attempts ended (Attempt::ending), as scenarios write it. What is expected may be a class of
// statuses, too: "5xx".

bool is_ending(std::string_view ending, std::string_view expected);
bool is_any_of(std::string_view ending, const std::vector<std::string>& expected);
/// One by one, and as many.
bool are_endings(const std::vector<std::string>& endings, const std::vector<std::string>& expected);

/// "500, 500, 200"; a long list is cut.
std::string list_of(const std::vector<std::string>& endings);

/// "500", or "no answer (timeout)".
std::string actual_status(const Attempt& attempt);

/// "a redirect to /login, and redirects aren't followed"; empty where it was no redirect.
std::string redirect_in(const Attempt& attempt);

}  // namespace hookline
