// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/taskqueue.h"

#include <QTest>
#include <QThread>

#include <thread>
#include <vector>

using namespace thingsdesk::history;

class TestTaskQueue final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_thread.start(); }
    void cleanup()
    {
        m_thread.quit();
        QVERIFY(m_thread.wait());
    }

    void runsOnItsThread();
    void keepsTheOrderOfEveryCaller();
    void standsBetweenOtherEvents();
    void tasksMayPostTasks();
    void dropsWhatItIsLeftWith();

private:
    QThread m_thread;
};

void TestTaskQueue::runsOnItsThread()
{
    TaskQueue tasks(&m_thread);
    QThread *ranOn = nullptr;
    tasks.runAndWait([&] { ranOn = QThread::currentThread(); });
    QCOMPARE(ranOn, &m_thread);
    cleanup();
}

void TestTaskQueue::keepsTheOrderOfEveryCaller()
{
    constexpr int callers = 4;
    constexpr int count = 2000;
    TaskQueue tasks(&m_thread);
    std::vector<std::vector<int>> seen(callers);
    {
        std::vector<std::jthread> threads;
        for (std::vector<int> &mine : seen) {
            threads.emplace_back([&tasks, &mine] {
                for (int i = 0; i < count; ++i)
                    tasks.post([&mine, i] { mine.push_back(i); });
            });
        }
    }
    tasks.runAndWait([] {});
    for (const std::vector<int> &mine : seen) {
        QCOMPARE(mine.size(), std::size_t(count));
        QVERIFY(std::is_sorted(mine.begin(), mine.end()));
    }
    cleanup();
}

void TestTaskQueue::standsBetweenOtherEvents()
{
    TaskQueue tasks(&m_thread);
    QList<int> order;
    // Both are in the thread's queue before it looks at either.
    tasks.runAndWait([&] {
        tasks.post([&] { order.append(1); });
        QMetaObject::invokeMethod(
            &tasks, [&] { order.append(2); }, Qt::QueuedConnection);
        tasks.post([&] { order.append(3); });
    });
    tasks.runAndWait([] {});
    QCOMPARE(order, (QList<int>{1, 2, 3}));
    cleanup();
}

void TestTaskQueue::tasksMayPostTasks()
{
    TaskQueue tasks(&m_thread);
    int depth = 0;
    std::function<void()> again = [&] {
        if (++depth < 100)
            tasks.post(again);
    };
    tasks.runAndWait(again);
    while (true) {
        int now = 0;
        tasks.runAndWait([&] { now = depth; });
        if (now == 100)
            break;
    }
    cleanup();
}

void TestTaskQueue::dropsWhatItIsLeftWith()
{
    const auto held = std::make_shared<int>(1);
    cleanup();
    {
        TaskQueue tasks(&m_thread);
        tasks.post([held] { QFAIL("the thread has ended"); });
        QCOMPARE(held.use_count(), 2);
    }
    QCOMPARE(held.use_count(), 1);
}

QTEST_GUILESS_MAIN(TestTaskQueue)
#include "tst_taskqueue.moc"
