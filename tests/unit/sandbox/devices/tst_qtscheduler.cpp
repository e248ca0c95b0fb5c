// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/devices/qtscheduler.h"

#include <QTest>

using namespace thingsdesk::sandbox;
using namespace std::chrono_literals;

class QtSchedulerTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsInOrderAndNotEarly();
    void cancelledTasksDoNotRun();
    void alarmIsSetAnewFromItsTask();
};

void QtSchedulerTest::runsInOrderAndNotEarly()
{
    QtScheduler scheduler;
    QElapsedTimer clock;
    clock.start();
    QList<int> order;
    qint64 late = 0;
    scheduler.after(80ms, [&] {
        order.append(3);
        late = clock.elapsed();
    });
    scheduler.after(0ms, [&] {
        order.append(1);
        scheduler.after(0ms, [&] { order.append(2); });
    });
    QVERIFY(order.isEmpty()); // never from within the call
    QTRY_COMPARE_WITH_TIMEOUT(order, QList<int>({1, 2, 3}), 20'000);
    QVERIFY(late >= 80);
}

void QtSchedulerTest::cancelledTasksDoNotRun()
{
    QtScheduler scheduler;
    bool first = false;
    bool second = false;
    bool last = false;
    const Scheduler::TaskId one = scheduler.after(10ms, [&] { first = true; });
    Scheduler::TaskId two = 0;
    scheduler.after(20ms, [&] { scheduler.cancel(two); });
    two = scheduler.after(20ms, [&] { second = true; }); // due in the same moment as the one that cancels it
    scheduler.after(30ms, [&] { last = true; });
    scheduler.cancel(one);
    scheduler.cancel(one);
    scheduler.cancel(12345);
    QTRY_VERIFY_WITH_TIMEOUT(last, 20'000);
    QVERIFY(!first);
    QVERIFY(!second);
}

void QtSchedulerTest::alarmIsSetAnewFromItsTask()
{
    QtScheduler scheduler;
    int rings = 0;
    std::function<void()> again;
    {
        Alarm alarm(scheduler);
        again = [&] {
            if (++rings < 5)
                alarm.set(1ms, again);
        };
        alarm.set(1ms, again);
        QTRY_COMPARE_WITH_TIMEOUT(rings, 5, 20'000);
        QVERIFY(!alarm.isSet());
        alarm.set(1ms, [&] { rings = 100; });
    }
    bool last = false;
    scheduler.after(20ms, [&] { last = true; });
    QTRY_VERIFY_WITH_TIMEOUT(last, 20'000);
    QCOMPARE(rings, 5);
}

QTEST_GUILESS_MAIN(QtSchedulerTest)
#include "tst_qtscheduler.moc"
