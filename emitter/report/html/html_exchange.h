#pragma once

#include <iosfwd>

namespace hookline {

struct ShownExchange;

/// A request and its answer, folded; all that was sent as text, never as markup.
void write_html_exchange(const ShownExchange& exchange, std::ostream& out);

}  // namespace hookline
