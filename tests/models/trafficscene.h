// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "madehistory.h"
#include "models/trafficmodel.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QTemporaryDir>

#include <algorithm>

namespace thingsdesk::test {

/// A model over a copy of the prepared file, watched at each change.
class TrafficScene final
{
    Q_DISABLE_COPY_MOVE(TrafficScene)
    QTemporaryDir m_folder;

public:
    explicit TrafficScene(const QString &prepared)
    {
        QFile::copy(prepared, m_folder.filePath(QStringLiteral("history")));
        history = std::make_unique<HistoryStore>(m_folder.filePath(QStringLiteral("history")),
                                                 AppId::fromServer(QStringLiteral("my-app")));
        isOpen = waited(history->open()).has_value();
        model = std::make_unique<TrafficModel>(*history);
        m_tester = std::make_unique<QAbstractItemModelTester>(model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
            QObject::connect(model.get(), signal, model.get(), [this] { watch(); });
        QObject::connect(model.get(), &QAbstractItemModel::modelReset, model.get(), [this] { watch(); });
        QObject::connect(model.get(), &TrafficModel::failed, model.get(),
                         [this](const Failure &failure) { failures.append(failure.text); });
    }

    /// Waits until nothing is under way.
    bool isSettled()
    {
        return QTest::qWaitFor([this] { return !model->isSearching(); }, patience);
    }

    /// The tester looks at every cell after each move.
    void stopTesting() { m_tester.reset(); }

    QList<qint64> ids() const
    {
        QList<qint64> list;
        for (int row = 0; row < model->rowCount(); ++row)
            list.append(model->record(row)->id);
        return list;
    }

    /// Without a filter, the rows have every ID between the first and the last.
    bool isWithoutHoles() const { return model->lastId() - model->firstId() + 1 == model->rowCount(); }

    std::unique_ptr<HistoryStore> history;
    std::unique_ptr<TrafficModel> model;
    bool isOpen = false;
    int largest = 0;
    bool isOrdered = true;
    QStringList failures;

private:
    void watch()
    {
        largest = std::max(largest, model->rowCount());
        const QList<qint64> list = ids();
        isOrdered =
            isOrdered && std::adjacent_find(list.begin(), list.end(), std::greater_equal<qint64>()) == list.end();
    }

    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace thingsdesk::test
