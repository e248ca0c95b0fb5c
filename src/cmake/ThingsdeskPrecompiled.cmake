# SPDX-License-Identifier: GPL-3.0-or-later
# What most sources include of Qt and of the standard library, compiled once for all targets: two thirds of a source's
# time to build would go into reading it. Every source names all that it uses nevertheless: tests/lint reads them without.
function(thingsdesk_precompiled name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "LIBRARIES;HEADERS")
    add_library(thingsdesk_precompiled_${name} OBJECT ${PROJECT_SOURCE_DIR}/src/cmake/precompiled.cpp)
    target_link_libraries(thingsdesk_precompiled_${name} PRIVATE thingsdesk_options ${arg_LIBRARIES})
    target_precompile_headers(thingsdesk_precompiled_${name} PRIVATE ${arg_HEADERS})
    set_target_properties(thingsdesk_precompiled_${name} PROPERTIES AUTOMOC OFF)
endfunction()

set(core_headers
    <algorithm> <array> <chrono> <cmath> <cstdint> <functional> <map> <memory> <optional> <string> <string_view> <utility>
    <variant> <vector>
    <tl/expected.hpp>
    <QAbstractItemModel> <QByteArray> <QCoreApplication> <QDateTime> <QDebug> <QDir> <QElapsedTimer> <QFile> <QFileInfo>
    <QFuture> <QFutureWatcher> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QLocale> <QMap> <QObject>
    <QPointer> <QProcess> <QPromise> <QRandomGenerator> <QRegularExpression> <QSaveFile> <QSet> <QSharedData> <QString>
    <QStringList> <QTemporaryDir> <QThread> <QTimer> <QUuid> <QVariant>)
thingsdesk_precompiled(core LIBRARIES Qt6::Core tl::expected HEADERS ${core_headers})
if(THINGSDESK_GUI)
    thingsdesk_precompiled(gui LIBRARIES Qt6::Widgets tl::expected HEADERS ${core_headers}
        <QAction> <QApplication> <QCheckBox> <QClipboard> <QComboBox> <QFileDialog> <QFormLayout> <QGridLayout>
        <QHBoxLayout> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit> <QListView> <QMenu> <QPainter> <QPlainTextEdit>
        <QPushButton> <QRadioButton> <QScrollBar> <QShortcut> <QSpinBox> <QSplitter> <QStackedWidget>
        <QStyledItemDelegate> <QTabBar> <QTabWidget> <QTableView> <QTableWidget> <QToolButton> <QTreeView> <QVBoxLayout>
        <QWidget>)
endif()

# With the widgets where the target links them.
function(thingsdesk_reuse_precompiled target libraries)
    if("${libraries}" MATCHES "Thingsdesk::gui|Qt6::Widgets")
        target_precompile_headers(${target} REUSE_FROM thingsdesk_precompiled_gui)
    else()
        target_precompile_headers(${target} REUSE_FROM thingsdesk_precompiled_core)
    endif()
endfunction()
