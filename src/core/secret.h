// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace thingsdesk {

/// An access key or token. It can be compared and handed to the connection that needs it; it cannot be printed, and its
/// memory is wiped when the last copy goes.
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray text)
        : m_text(std::move(text))
    {
    }
    Secret(const Secret &) = default;
    Secret(Secret &&) noexcept = default;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const noexcept { return m_text.isEmpty(); }
    /// The text itself. Whoever calls this sends it over an encrypted or allowed connection, and nowhere else.
    const QByteArray &expose() const noexcept { return m_text; }

    friend bool operator==(const Secret &, const Secret &) = default;

private:
    void wipe() noexcept;

    QByteArray m_text;
};

} // namespace thingsdesk
