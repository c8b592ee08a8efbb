@echo off
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set "RUN=.venv\Scripts\python.exe"
if exist ".venv\ready" goto start
set "PY="
call :try py -3
if not defined PY call :try python
if not defined PY call :try python3
if not defined PY goto none
type "huong-dan\lan-dau.txt"
%PY% -m venv .venv
if errorlevel 1 goto failed
if exist "wheels\kiosk-*.whl" goto offline
"%RUN%" -m pip install --disable-pip-version-check -c requirements.lock .
if errorlevel 1 goto failed
goto installed
:offline
"%RUN%" -m pip install --disable-pip-version-check --no-index --find-links wheels kiosk
if errorlevel 1 goto failed
:installed
echo ready> ".venv\ready"
:start
"%RUN%" -m kiosk %*
if errorlevel 1 goto ended
exit /b 0
:ended
type "huong-dan\dung-lai.txt"
pause
exit /b 1
:try
%* -c "import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,14))" >nul 2>nul
if not errorlevel 1 set "PY=%*"
exit /b 0
:none
start "" "huong-dan\cai-python.html"
type "huong-dan\cai-python.txt"
pause
exit /b 2
:failed
rmdir /s /q .venv
type "huong-dan\loi.txt"
pause
exit /b 3
