// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secret.h"

#include <QDebug>
#include <QTest>

#include <sys/syscall.h>
#include <unistd.h>

#include <concepts>
#include <optional>

using namespace thingsdesk;

namespace {

template <class T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};

// It cannot be printed, nor become a text by accident.
static_assert(Printable<QByteArray>);
static_assert(!Printable<Secret>);
static_assert(!std::convertible_to<Secret, QByteArray>);
static_assert(!std::convertible_to<Secret, QString>);
static_assert(!std::convertible_to<QByteArray, Secret>);

const QByteArray text = "ttn-account-v2.only-for-this-test-0123456789-abcdefghijklmnopqrstuvwxyz";

/// The bytes at an address whose owner may be gone: the kernel copies them, so that nobody minds (empty: not mapped).
QByteArray bytesAt(const char *address, qsizetype size)
{
    int ends[2];
    if (pipe(ends) != 0)
        return {};
    QByteArray bytes(size, '\0');
    // Not write(): AddressSanitizer would look at the address.
    const long written = syscall(SYS_write, ends[1], address, std::size_t(size));
    const ssize_t count = written > 0 ? read(ends[0], bytes.data(), std::size_t(written)) : 0;
    close(ends[0]);
    close(ends[1]);
    return bytes.first(qMax<qsizetype>(count, 0));
}

/// The part that freed memory keeps for sure: an allocator writes its own notes over the begin.
bool stillThere(const char *address)
{
    return bytesAt(address + 32, text.size() - 32) == text.mid(32);
}

/// A secret whose bytes nobody else shares.
Secret ownSecret()
{
    return Secret(QByteArray(text.constData(), text.size()));
}

} // namespace

class TestSecret final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAndCompares();
    void isWipedAtTheEnd();
    void isWipedWhenReplaced();
    void isWipedWithTheLastCopy();
    void movesWithoutACopy();
    void survivesAssignmentToItself();
};

void TestSecret::holdsAndCompares()
{
    QVERIFY(Secret().isEmpty());
    QVERIFY(!ownSecret().isEmpty());
    QCOMPARE(ownSecret().expose(), text);
    QVERIFY(ownSecret() == ownSecret());
    QVERIFY(ownSecret() != Secret(QByteArray("other")));
}

void TestSecret::isWipedAtTheEnd()
{
    const char *address = nullptr;
    {
        const Secret secret = ownSecret();
        address = secret.expose().constData();
        QVERIFY(stillThere(address)); // else this test would show nothing
    }
    QVERIFY(!stillThere(address));
}

void TestSecret::isWipedWhenReplaced()
{
    Secret secret = ownSecret();
    const char *address = secret.expose().constData();
    secret = Secret(QByteArray("other"));
    QVERIFY(!stillThere(address));

    Secret copied = ownSecret();
    address = copied.expose().constData();
    copied = secret;
    QVERIFY(!stillThere(address));
    QVERIFY(copied == secret);
}

void TestSecret::isWipedWithTheLastCopy()
{
    std::optional<Secret> first = ownSecret();
    const char *address = first->expose().constData();
    {
        const Secret second = *first;
        first.reset();
        QCOMPARE(second.expose(), text);
    }
    QVERIFY(!stillThere(address));
}

void TestSecret::movesWithoutACopy()
{
    Secret first = ownSecret();
    const char *address = first.expose().constData();
    Secret second = std::move(first);
    QCOMPARE(static_cast<const void *>(second.expose().constData()), static_cast<const void *>(address));
    Secret third;
    third = std::move(second);
    QCOMPARE(third.expose(), text);
    third = Secret();
    QVERIFY(!stillThere(address));
}

void TestSecret::survivesAssignmentToItself()
{
    Secret secret = ownSecret();
    Secret &same = secret;
    secret = same;
    QCOMPARE(secret.expose(), text);
    secret = std::move(same);
    QCOMPARE(secret.expose(), text);
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
