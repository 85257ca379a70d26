#include "emitter/platform/account/state/table_draft.h"

#include "emitter/platform/entities/contact.h"

#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using Ids = std::vector<std::uint64_t>;

class ContactDraft : public ::testing::Test {
 protected:
  ContactDraft() {
    contacts.put(contact_of(1, "ann@example.com"));
    contacts.put(contact_of(2, "bob@example.com"));
    draft.begin(contacts, 100);
  }

  static Contact contact_of(std::uint64_t id, std::string email) {
    Contact contact;
    contact.id = id;
    contact.email = std::move(email);
    return contact;
  }
  template <class Contacts>
  static Ids ids_with(const Contacts& of, const std::string& email) {
    Ids ids;
    for (const auto& contact : of.with_key(address_key(email))) ids.push_back(contact->id);
    return ids;
  }

  Table<Contact> contacts;
  TableDraft<Contact> draft;
};

TEST_F(ContactDraft, FindsThoseOfTheTableByAddress) {
  EXPECT_EQ(ids_with(draft, "Bob@Example.com"), Ids{2});
}

TEST_F(ContactDraft, FindsNewOnesByAddress) {
  draft.put(contact_of(0, "cleo@example.com"));
  EXPECT_EQ(ids_with(draft, "CLEO@example.com"), Ids{3});
  EXPECT_EQ(ids_with(contacts, "cleo@example.com"), Ids{});
}

TEST_F(ContactDraft, FindsAChangedOneByItsNewAddressAlone) {
  draft.put(contact_of(1, "anna@example.com"));
  draft.put(contact_of(1, "anne@example.com"));
  EXPECT_EQ(ids_with(draft, "ann@example.com"), Ids{});
  EXPECT_EQ(ids_with(draft, "anna@example.com"), Ids{});
  EXPECT_EQ(ids_with(draft, "anne@example.com"), Ids{1});
}

TEST_F(ContactDraft, DoesNotFindARemovedOneByAddress) {
  draft.put(contact_of(1, "anna@example.com"));
  draft.remove(1);
  EXPECT_EQ(ids_with(draft, "ann@example.com"), Ids{});
  EXPECT_EQ(ids_with(draft, "anna@example.com"), Ids{});
}

TEST_F(ContactDraft, GivesItsAddressesToTheTable) {
  draft.put(contact_of(1, "anna@example.com"));
  draft.put(contact_of(0, "ann@example.com"));
  draft.remove(2);
  draft.commit(contacts);
  EXPECT_EQ(ids_with(contacts, "anna@example.com"), Ids{1});
  EXPECT_EQ(ids_with(contacts, "ann@example.com"), Ids{3});
  EXPECT_EQ(ids_with(contacts, "bob@example.com"), Ids{});
}

}  // namespace
}  // namespace hookline
