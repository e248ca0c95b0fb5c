// SPDX-License-Identifier: GPL-3.0-or-later
// The part of PayloadPage that joins tests, editors and the panes that they come from.
#include "gui/base/banner.h"
#include "gui/payload/downlinktestpane.h"
#include "gui/payload/functioneditors.h"
#include "gui/payload/payloadpage_p.h"
#include "gui/payload/uplinktestpane.h"
#include "gui/payload/vectorspane.h"

#include <QTabWidget>

namespace thingsdesk {

void PayloadPage::Private::setUpVectors()
{
    connect(vectors, &VectorsPane::failed, this, [this](const Failure &failure) { banner->showFailure(failure); });
    connect(vectors, &VectorsPane::done, this,
            [this](const QString &what) { banner->showPassing(Banner::Level::Success, what); });
    connect(vectors, &VectorsPane::outcomesChanged, this, [this](int passed, int all) {
        ui.testTabs->setTabText(ui.testTabs->indexOf(vectors),
                                all > 0 ? tr("Tests %1/%2").arg(passed).arg(all) : tr("Tests"));
        showVectors();
    });
    connect(vectors, &VectorsPane::currentTestWanted, this, [this] {
        const bool isDownlink = editors->current() == FunctionKind::Encoder;
        if (const std::optional<TestVector> vector = isDownlink ? downlinkPane->vector() : uplinkPane->vector())
            return vectors->add(*vector);
        banner->showPassing(Banner::Level::Info, isDownlink ? tr("There are no fields in the downlink test yet.")
                                                            : tr("There is no payload in the uplink test yet."));
    });
    connect(vectors, &VectorsPane::testWanted, this, [this](const TestVector &vector) {
        const bool isUplink = vector.direction == TestVector::Direction::Uplink;
        if (isUplink)
            uplinkPane->setInput(vector.bytes, vector.port);
        else
            downlinkPane->setInput(vector.fields, vector.port);
        ui.testTabs->setCurrentWidget(isUplink ? static_cast<QWidget *>(uplinkPane) : downlinkPane);
    });
}

/// Signs at the functions in the editors' margins.
void PayloadPage::Private::showVectors() const
{
    using Direction = TestVector::Direction;
    for (const auto &[kind, direction] :
         {std::pair(FunctionKind::Decoder, Direction::Uplink), std::pair(FunctionKind::Encoder, Direction::Downlink)}) {
        const int count = vectors->vectors().judgedCount(direction);
        const QStringList failed = vectors->vectors().failedNames(direction);
        QString words = count == 0 ? QString() : tr("%1 of %2 tests pass").arg(count - failed.size()).arg(count);
        if (!failed.isEmpty())
            words += u'\n' + tr("Failing: %1").arg(failed.join(QStringLiteral(", ")));
        editors->showTests(kind, failed.isEmpty(), words);
    }
}

} // namespace thingsdesk
