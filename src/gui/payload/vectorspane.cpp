// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/payload/vectorspane.h"

#include "core/futures.h"
#include "gui/base/icons.h"
#include "gui/base/tablesetup.h"
#include "payload/vectorrun.h"

#include <QAction>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <chrono>

namespace thingsdesk {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

constexpr auto runPause = 300ms; ///< after an edit

/// Where an application's tests are kept: beside its history, and removed with it.
QString fileOf(const HistoryStore &history)
{
    return history.file() + u".vectors.json"_s;
}

QPushButton *makeButton(QWidget *parent, const QString &name, const QString &text, const QString &help)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(name);
    button->setToolTip(help);
    button->setAutoDefault(false);
    return button;
}

} // namespace

VectorsPane::VectorsPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
{
    setObjectName(u"vectorsPane"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 0);
    column->setSpacing(8);
    makeHead();
    makeTable();
    m_pause.setSingleShot(true);
    m_pause.setInterval(runPause);
    connect(&m_pause, &QTimer::timeout, this, &VectorsPane::run);
    load();
    connect(&m_vectors, &VectorModel::changed, this, [this] {
        store();
        showOutcomes();
        m_pause.start();
    });
    connect(&m_vectors, &VectorModel::refused, this, &VectorsPane::failed);
    showOutcomes();
}

VectorsPane::~VectorsPane()
{
    m_run.cancel();
}

void VectorsPane::makeHead()
{
    QPushButton *add =
        makeButton(this, u"addVectorButton"_s, tr("&Add test"),
                   tr("What stands in the test, with what comes of it now; of the Encoder, the downlink test"));
    m_remove = makeButton(this, u"removeVectorButton"_s, tr("&Delete"), tr("Delete the selected tests (Delete)"));
    QPushButton *import =
        makeButton(this, u"importVectorsButton"_s, tr("&Import…"), tr("Add the tests of a JSON file"));
    m_export = makeButton(this, u"exportVectorsButton"_s, tr("E&xport…"),
                          tr("Save the tests as JSON, also for thingsdesk-cli decode --vectors"));
    m_summary = new QLabel(this);
    m_summary->setObjectName(u"vectorsSummaryLabel"_s);
    m_summary->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(add);
    row->addWidget(m_remove);
    row->addStretch(1);
    row->addWidget(import);
    row->addWidget(m_export);
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->addLayout(row);
    column->addWidget(m_summary);
    connect(add, &QPushButton::clicked, this, &VectorsPane::currentTestWanted);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_vectors.remove(selectedRows()); });
    connect(import, &QPushButton::clicked, this, &VectorsPane::importFile);
    connect(m_export, &QPushButton::clicked, this, &VectorsPane::exportFile);
}

void VectorsPane::makeTable()
{
    m_table = new QTableView(this);
    m_table->setObjectName(u"vectorsTable"_s);
    m_table->setAccessibleName(tr("Tests of the functions"));
    setUpTable(*m_table);
    m_table->setModel(&m_vectors);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::DoubleClicked);
    alignNumbers(*m_table, {VectorModel::PortColumn});
    m_table->setColumnWidth(VectorModel::OutcomeColumn, 90);
    m_table->setColumnWidth(VectorModel::DifferenceColumn, 160);
    m_table->setColumnWidth(VectorModel::DirectionColumn, 72);
    m_table->setColumnWidth(VectorModel::PortColumn, 48);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *test = new QAction(icon(Icon::Test), tr("Show in the test"), m_table);
    test->setObjectName(u"testVectorAction"_s);
    test->setShortcut(Qt::CTRL | Qt::Key_T);
    test->setShortcutContext(Qt::WidgetShortcut);
    auto *remove = new QAction(icon(Icon::Remove), tr("Delete"), m_table);
    remove->setObjectName(u"removeVectorAction"_s);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetShortcut);
    m_table->addActions({test, remove});
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    static_cast<QVBoxLayout *>(layout())->addWidget(m_table, 1);
    connect(remove, &QAction::triggered, m_remove, &QPushButton::click);
    connect(test, &QAction::triggered, this, [this] {
        if (const QList<int> rows = selectedRows(); !rows.isEmpty())
            Q_EMIT testWanted(m_vectors.vectors()[rows.first()]);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &VectorsPane::showOutcomes);
}

QList<int> VectorsPane::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        rows.append(index.row());
    return rows;
}

void VectorsPane::load()
{
    const QString file = fileOf(m_context.session.history());
    if (!QFile::exists(file))
        return;
    const Result<QList<TestVector>> vectors = readTestVectorFile(file);
    if (vectors)
        m_vectors.setVectors(*vectors);
    else // the owner connects first
        QTimer::singleShot(0, this, [this, failure = vectors.error()] { Q_EMIT failed(failure); });
}

void VectorsPane::store()
{
    if (const auto stored = writeTestVectorFile(fileOf(m_context.session.history()), m_vectors.vectors()); !stored)
        Q_EMIT failed(stored.error());
}

void VectorsPane::setFunctions(PayloadFormat format, const PayloadFunctions &functions)
{
    if (format == m_format && functions == m_functions)
        return;
    m_format = format;
    m_functions = functions;
    m_pause.start();
}

void VectorsPane::add(const TestVector &vector)
{
    m_vectors.add(vector);
    m_table->selectRow(m_vectors.rowCount() - 1);
    m_table->scrollToBottom();
}

void VectorsPane::run()
{
    m_run.cancel();
    m_run = runVectors(this, m_context.functions, m_format, m_functions, m_vectors.vectors());
    whenFinished<QList<VectorOutcome>>(this, m_run, [this, run = m_vectors.vectors()](auto done) {
        const Result<QList<VectorOutcome>> outcomes = resultOf(done);
        if (!outcomes && outcomes.error().kind != Failure::Kind::Cancelled)
            Q_EMIT failed(outcomes.error());
        if (!outcomes || run != m_vectors.vectors())
            return;
        m_vectors.setOutcomes(*outcomes);
        showOutcomes();
    });
}

void VectorsPane::showOutcomes()
{
    const int all = m_vectors.rowCount();
    m_remove->setEnabled(!selectedRows().isEmpty());
    m_export->setEnabled(all > 0);
    if (all == 0)
        m_summary->setText(tr("Tests are run at every edit of the functions. Enter a payload in the uplink test, or "
                              "take one of an uplink, and add it here with the fields that it should give."));
    else if (m_vectors.failed() > 0)
        m_summary->setText(tr("%1 of %2 failed.").arg(m_vectors.failed()).arg(all));
    else
        m_summary->setText(tr("%1 of %2 passed.").arg(m_vectors.passed()).arg(all));
    Q_EMIT outcomesChanged(m_vectors.passed(), all);
}

void VectorsPane::importFile()
{
    auto *dialog = new QFileDialog(this, tr("Add the tests of a file"));
    dialog->setObjectName(u"importVectorsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("JSON (*.json)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const Result<QList<TestVector>> vectors = readTestVectorFile(path);
        if (!vectors)
            return Q_EMIT failed(vectors.error());
        for (const TestVector &vector : *vectors)
            add(vector);
        Q_EMIT done(tr("%1 tests added.").arg(vectors->size()));
    });
    dialog->open();
}

void VectorsPane::exportFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the tests"));
    dialog->setObjectName(u"exportVectorsDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->setNameFilters({tr("JSON (*.json)")});
    dialog->selectFile(u"vectors.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        if (const Result<void> written = writeTestVectorFile(path, m_vectors.vectors()); !written)
            Q_EMIT failed(written.error());
        else
            Q_EMIT done(tr("Tests saved as %1.").arg(QDir::toNativeSeparators(path)));
    });
    dialog->open();
}

} // namespace thingsdesk
