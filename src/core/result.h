// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/failure.h"

#include <QFuture>

#include <tl/expected.hpp>

#include <utility>

namespace thingsdesk {

/// A value, or the Failure that stands in its place.
template <class T>
using Result = tl::expected<T, Failure>;

/// Makes a Failure convertible to any Result: `return fail(Failure::invalidInput(…))`.
inline tl::unexpected<Failure> fail(Failure failure)
{
    return tl::unexpected<Failure>(std::move(failure));
}

/// An answer that comes later. It holds exactly one Result, unless it was cancelled: then it holds none.
template <class T>
using Future = QFuture<Result<T>>;

/// A Future that is already answered.
template <class T>
Future<T> readyFuture(Result<T> result)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(result));
    promise.finish();
    return promise.future();
}

} // namespace thingsdesk
