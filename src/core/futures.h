// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QFutureWatcher>
#include <QPointer>

#include <functional>
#include <memory>

namespace thingsdesk {

/// Calls `next(Future<T>)` on context's thread when the Future is finished, with a result or cancelled; from the event
/// loop, never from within this call. Where context goes first, `next` is dropped. Call it on context's thread.
///
/// Not QFuture::then(): in Qt 6.4 a continuation is silently dropped when a future is cancelled that once was its
/// parent, also where that future has long been finished and gone, and it runs twice after takeResult().
template <class T, class Next>
void whenFinished(QObject *context, const Future<T> &future, Next next)
{
    auto *watcher = new QFutureWatcher<Result<T>>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, watcher, [watcher, next = std::move(next)]() mutable {
        // The slot goes with the watcher; what it holds must go no later than its work is done.
        auto work = std::move(next);
        Future<T> finished = watcher->future();
        watcher->deleteLater();
        work(std::move(finished));
    });
    watcher->setFuture(future);
}

/// Calls `cancel` when the Future is cancelled, or when `owner` goes before it is finished. Call it on owner's thread.
template <class T>
void whenCancelled(QObject *owner, const Future<T> &future, std::function<void()> cancel)
{
    class Hook final : public QFutureWatcher<Result<T>>
    {
    public:
        Hook(std::function<void()> call, QObject *parent)
            : QFutureWatcher<Result<T>>(parent)
            , m_call(std::move(call))
        {
        }
        ~Hook() override
        {
            if (!this->isFinished())
                m_call();
        }

    private:
        std::function<void()> m_call;
    };
    auto *hook = new Hook(cancel, owner);
    QObject::connect(hook, &QFutureWatcherBase::canceled, hook, std::move(cancel));
    QObject::connect(hook, &QFutureWatcherBase::finished, hook, &QObject::deleteLater);
    hook->setFuture(future);
}

/// The Result of a finished Future; a cancelled one gives a cancelled Failure.
template <class T>
Result<T> resultOf(Future<T> &finished)
{
    if (finished.isCanceled() || finished.resultCount() == 0)
        return fail(Failure::cancelled());
    // Not takeResult(): it resets the state, and the promise would be taken for unfinished.
    return finished.result();
}

/// Puts a finished Future's outcome into a promise: a result, or the cancellation.
template <class T>
void settle(QPromise<Result<T>> &promise, Result<T> result)
{
    if (!result && result.error().kind == Failure::Kind::Cancelled)
        promise.future().cancel();
    else
        promise.addResult(std::move(result));
    promise.finish();
}

namespace detail {

template <class A, class Next>
auto invokeNext(Next &next, Result<A> &value)
{
    if constexpr (std::is_void_v<A>)
        return next();
    else
        return next(*std::move(value));
}

/// The T of a Future<T>.
template <class F>
struct FutureValue;
template <class T>
struct FutureValue<QFuture<tl::expected<T, Failure>>>
{
    using type = T;
};

} // namespace detail

/// Goes on with the Result of `first`, good or bad, on context's thread: `next(Result<A>)` returns the next Future. The
/// returned Future ends as that one; cancelling it cancels whichever is under way. Call it on context's thread; where
/// context goes, the returned Future is cancelled.
template <class A, class Next>
auto continued(QObject *context, Future<A> first, Next next)
{
    using NextFuture = std::invoke_result_t<Next, Result<A>>;
    using B = typename detail::FutureValue<NextFuture>::type;
    struct Run
    {
        QPromise<Result<B>> promise;
        std::function<void()> cancelCurrent;
    };
    auto run = std::make_shared<Run>();
    run->promise.start();
    Future<B> future = run->promise.future();
    run->cancelCurrent = [first]() mutable { first.cancel(); };
    whenCancelled<B>(context, future, [weak = std::weak_ptr<Run>(run)] {
        if (const auto alive = weak.lock(); alive && alive->cancelCurrent)
            alive->cancelCurrent();
    });
    whenFinished<A>(context, first, [run, context, next = std::move(next)](Future<A> done) mutable {
        run->cancelCurrent = {};
        if (done.isCanceled() || run->promise.isCanceled())
            return settle<B>(run->promise, fail(Failure::cancelled()));
        NextFuture second = next(resultOf<A>(done));
        run->cancelCurrent = [second]() mutable { second.cancel(); };
        whenFinished<B>(context, second, [run](Future<B> finished) {
            run->cancelCurrent = {};
            settle<B>(run->promise, resultOf<B>(finished));
        });
    });
    return future;
}

/// Goes on with the value of `first`; a Failure passes by `next`. See continued().
template <class A, class Next>
auto andThen(QObject *context, Future<A> first, Next next)
{
    using NextFuture = decltype(detail::invokeNext<A>(next, std::declval<Result<A> &>()));
    using B = typename detail::FutureValue<NextFuture>::type;
    return continued(context, std::move(first), [next = std::move(next)](Result<A> result) mutable -> NextFuture {
        if (!result)
            return readyFuture<B>(fail(std::move(result).error()));
        return detail::invokeNext<A>(next, result);
    });
}

/// Turns the value of `first` into another: `convert(value)` returns it, or a Result of it.
template <class B, class A, class Convert>
Future<B> mapped(QObject *context, Future<A> first, Convert convert)
{
    return andThen(context, std::move(first), [convert = std::move(convert)](auto &&...value) mutable {
        return readyFuture<B>(Result<B>(convert(std::forward<decltype(value)>(value)...)));
    });
}

} // namespace thingsdesk
