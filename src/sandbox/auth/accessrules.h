// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// The broker's side of the access keys: no Qt, because it runs inside mosquitto.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace thingsdesk::sandboxauth {

/// What a logged-in client may do.
struct Session
{
    std::string application; ///< empty: the handler itself
    std::set<std::string, std::less<>> rights;

    bool isHandler() const { return application.empty(); }
};

/// Whether a client may subscribe to this filter. Foreign topics may be asked for, but nothing is delivered; its own
/// need `messages:up:r`.
bool maySubscribe(const Session &session, std::string_view filter);
/// Whether a message of this topic may be delivered to it: `<app>/devices/<dev>/up…`, `…/events/…`, `<app>/events/…`.
bool mayRead(const Session &session, std::string_view topic);
/// Whether it may publish here: `<app>/devices/<dev>/down`, with `messages:down:w`.
bool mayWrite(const Session &session, std::string_view topic);

/// Who is let in: the file that the sandbox writes, read again whenever it changes.
class AccessList
{
public:
    explicit AccessList(std::string path)
        : m_path(std::move(path))
    {
    }

    /// The session of a login; nothing where user and password do not belong together.
    std::optional<Session> login(std::string_view user, std::string_view password);

private:
    struct Entry
    {
        std::string application;
        std::set<std::string, std::less<>> rights;
    };

    void readIfChanged();

    std::string m_path;
    std::string m_stamp; ///< of the file that was read: a replaced file has another
    std::string m_handler;
    std::multimap<std::string, Entry, std::less<>> m_entries; ///< by the password's sum
};

} // namespace thingsdesk::sandboxauth
