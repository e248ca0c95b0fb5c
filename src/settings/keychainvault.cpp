// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/keychainvault.h"

#include "core/futures.h"
#include "settings/keychainlock.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

using Cause = Failure::Cause;

Failure failureOf(const QKeychain::Job &job)
{
    const auto failure = [&job](Cause cause, const QString &text) {
        return Failure{Failure::Kind::Permanent, cause, text, job.errorString()};
    };
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return failure(Cause::NotFound, u"The keychain has no key of this application. Enter the key again."_s);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
    case QKeychain::CouldNotDeleteEntry:
        return failure(Cause::KeychainDenied,
                       u"The keychain refused access. Unlock it, allow the access, and try again."_s);
    default:
        return failure(Cause::KeychainUnavailable,
                       u"There is no keychain, or it does not answer. Start the system's keyring service, or keep the "
                       "key in memory until the window is closed."_s);
    }
}

Failure tooLate(std::chrono::milliseconds patience)
{
    return {Failure::Kind::Permanent,
            Cause::KeychainUnavailable,
            u"The keychain did not answer within %1 s. If it waits for its password, unlock it and try again; or keep "
            "the key in memory until the window is closed."_s.arg(double(patience.count()) / 1000),
            {}};
}

Failure locked()
{
    return {Failure::Kind::Permanent,
            Cause::KeychainDenied,
            u"The keychain is locked, so the key cannot be read. Unlock it and try again."_s,
            {}};
}

Failure notRemoved()
{
    return {Failure::Kind::Permanent,
            Cause::KeychainDenied,
            u"The keychain did not remove the key. Remove it with the keychain's own program."_s,
            {}};
}

Result<void> outcomeOf(const QKeychain::Job &job)
{
    if (job.error() != QKeychain::NoError)
        return fail(failureOf(job));
    return {};
}

} // namespace

KeychainVault::KeychainVault(QString service, std::chrono::milliseconds patience)
    : SecretVault(nullptr)
    , m_service(std::move(service))
    , m_patience(patience)
{
}

QString KeychainVault::place() const
{
    return u"the system's keychain"_s;
}

/// A job cannot be given up: its library calls it back when the keychain answers, however late. So it is left to end by
/// itself, without anyone who waits for it; `whenLate` then runs.
template <class T>
Future<T> KeychainVault::run(QKeychain::Job *job, const QUuid &profile,
                             std::function<Result<T>(const QKeychain::Job &)> outcome, std::function<void()> whenLate)
{
    struct Call
    {
        QPromise<Result<T>> promise;
        QTimer timer;
        bool answered = false;

        void answer(Result<T> result)
        {
            if (std::exchange(answered, true))
                return;
            timer.stop();
            settle<T>(promise, std::move(result));
        }
    };
    const auto call = std::make_shared<Call>();
    call->promise.start();
    Future<T> future = call->promise.future();
    ++m_lastCall[profile];

    job->setKey(profile.toString(QUuid::WithoutBraces));
    job->setInsecureFallback(false);
    connect(job, &QKeychain::Job::finished, this,
            [call, job, outcome = std::move(outcome), late = std::move(whenLate)] {
                if (call->answered && late && job->error() == QKeychain::NoError)
                    late();
                call->answer(outcome(*job));
            });
    call->timer.setSingleShot(true);
    connect(&call->timer, &QTimer::timeout, this, [weak = std::weak_ptr(call), patience = m_patience] {
        if (const auto alive = weak.lock())
            alive->answer(fail(tooLate(patience)));
    });
    call->timer.start(m_patience);
    whenCancelled<T>(this, future, [weak = std::weak_ptr(call)] {
        if (const auto alive = weak.lock())
            alive->answer(fail(Failure::cancelled()));
    });
    job->start();
    return future;
}

Future<Secret> KeychainVault::read(const QUuid &profile)
{
    auto *job = new QKeychain::ReadPasswordJob(m_service);
    const Future<Secret> found = run<Secret>(job, profile, [job](const QKeychain::Job &) -> Result<Secret> {
        if (job->error() != QKeychain::NoError)
            return fail(failureOf(*job));
        return Secret(job->binaryData());
    });
    return continued(this, found, [this](const Result<Secret> &result) {
        if (result || result.error().cause != Cause::NotFound)
            return readyFuture<Secret>(result);
        return mapped<Secret>(this, isKeychainLocked(this), [missing = result.error()](bool isLocked) {
            return Result<Secret>(fail(isLocked ? locked() : missing));
        });
    });
}

Future<void> KeychainVault::write(const QUuid &profile, const Secret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(m_service);
    job->setBinaryData(secret.expose());
    const quint64 number = m_lastCall.value(profile) + 1;
    return run<void>(job, profile, outcomeOf, [this, profile, number] { undoLateWrite(profile, number); });
}

/// Its caller was told that the secret is not kept.
void KeychainVault::undoLateWrite(const QUuid &profile, quint64 number)
{
    if (m_lastCall.value(profile) == number)
        remove(profile);
}

Future<void> KeychainVault::remove(const QUuid &profile)
{
    auto *job = new QKeychain::DeletePasswordJob(m_service);
    const Future<void> removed = run<void>(job, profile, outcomeOf);
    return continued(this, removed, [this, profile](const Result<void> &result) {
        const bool isOver = !result && (result.error().kind == Failure::Kind::Cancelled ||
                                        result.error().cause == Cause::KeychainUnavailable);
        if (isOver)
            return readyFuture<void>(result);
        // Keychains fail to delete what is not there, or tell of success though they stayed locked: look again.
        return continued(this, read(profile), [](const Result<Secret> &found) {
            if (found)
                return readyFuture<void>(fail(notRemoved()));
            return readyFuture<void>(found.error().cause == Cause::NotFound ? Result<void>()
                                                                            : Result<void>(fail(found.error())));
        });
    });
}

std::unique_ptr<SecretVault> createKeychainVault(const QString &service)
{
    return std::make_unique<KeychainVault>(service);
}

} // namespace thingsdesk
