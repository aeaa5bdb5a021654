package schema

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/textproto"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"incidentarchive/generator/internal/browsertest"
)

// server is a YAML language server that is spoken to as editors do: JSON-RPC
// with headers, over standard input and output (Language Server Protocol 3.17).
type server struct {
	t      *testing.T
	in     io.Writer
	out    *bufio.Reader
	nextID int
	// diagnostics holds the last findings of each document that the server sent.
	diagnostics map[string][]lspDiagnostic
}

type lspPosition struct {
	Line      int `json:"line"`      // 0 is the first
	Character int `json:"character"` // in UTF-16 code units
}

type lspDiagnostic struct {
	Range   struct{ Start, End lspPosition } `json:"range"`
	Message string                           `json:"message"`
}

type lspMessage struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
	Result json.RawMessage `json:"result"`
	Error  json.RawMessage `json:"error"`
}

// languageServer finds the program: YAML_LANGUAGE_SERVER, the copy that npm
// installs in .ci, or PATH.
func languageServer() (path string, found bool) {
	if path := os.Getenv("YAML_LANGUAGE_SERVER"); path != "" {
		return path, true
	}
	path, err := filepath.Abs(filepath.Join(root, ".ci", "node_modules", ".bin", "yaml-language-server"))
	if err == nil {
		if _, err := os.Stat(path); err == nil {
			return path, true
		}
	}
	path, err = exec.LookPath("yaml-language-server")
	return path, err == nil
}

func startServer(t *testing.T) *server {
	t.Helper()
	path, found := languageServer()
	if !found {
		browsertest.Missing(t, "yaml-language-server is not installed: run npm ci --prefix .ci")
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, path, "--stdio")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &server{t: t, in: in, out: bufio.NewReader(out), diagnostics: map[string][]lspDiagnostic{}}
	t.Cleanup(func() {
		s.call("shutdown", nil, nil)
		s.notify("exit", nil)
		in.Close()
		_ = cmd.Wait() // its exit code says nothing about the schema
	})
	s.call("initialize", map[string]any{
		"processId": os.Getpid(), "rootUri": uri(""),
		"workspaceFolders": []any{map[string]any{"uri": uri(""), "name": "archive"}},
		"capabilities": map[string]any{
			"workspace":    map[string]any{"configuration": true, "workspaceFolders": true},
			"textDocument": map[string]any{"completion": map[string]any{"completionItem": map[string]any{"snippetSupport": true, "documentationFormat": []string{"markdown"}}}, "hover": map[string]any{"contentFormat": []string{"markdown"}}},
		},
	}, nil)
	s.notify("initialized", map[string]any{})
	return s
}

// uri is the address of a file below the archive's root.
func uri(path string) string {
	abs, err := filepath.Abs(filepath.Join(root, filepath.FromSlash(path)))
	if err != nil {
		panic(err)
	}
	return "file://" + filepath.ToSlash(abs)
}

func (s *server) send(message map[string]any) {
	s.t.Helper()
	message["jsonrpc"] = "2.0"
	data, err := json.Marshal(message)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := fmt.Fprintf(s.in, "Content-Length: %d\r\n\r\n%s", len(data), data); err != nil {
		s.t.Fatalf("the language server has gone: %v", err)
	}
}

func (s *server) notify(method string, params any) {
	s.send(map[string]any{"method": method, "params": params})
}

// call asks and waits for the answer, and serves the server's own requests
// meanwhile.
func (s *server) call(method string, params, result any) {
	s.t.Helper()
	s.nextID++
	id := strconv.Itoa(s.nextID)
	s.send(map[string]any{"id": s.nextID, "method": method, "params": params})
	for {
		m := s.read()
		if m.Method != "" || string(m.ID) != id {
			continue
		}
		if m.Error != nil {
			s.t.Fatalf("%s: %s", method, m.Error)
		}
		if result != nil {
			if err := json.Unmarshal(m.Result, result); err != nil {
				s.t.Fatalf("%s: %v in %s", method, err, m.Result)
			}
		}
		return
	}
}

// read takes one message and answers it where it is a request.
func (s *server) read() lspMessage {
	s.t.Helper()
	header, err := textproto.NewReader(s.out).ReadMIMEHeader()
	if err != nil {
		s.t.Fatalf("read from the language server: %v", err)
	}
	length, _ := strconv.Atoi(header.Get("Content-Length"))
	data := make([]byte, length)
	if _, err := io.ReadFull(s.out, data); err != nil {
		s.t.Fatalf("read from the language server: %v", err)
	}
	var m lspMessage
	if err := json.Unmarshal(data, &m); err != nil {
		s.t.Fatalf("%v in %s", err, data)
	}
	switch {
	case m.Method == "textDocument/publishDiagnostics":
		var params struct {
			URI         string
			Diagnostics []lspDiagnostic
		}
		if err := json.Unmarshal(m.Params, &params); err != nil {
			s.t.Fatal(err)
		}
		s.diagnostics[params.URI] = params.Diagnostics
	case m.Method != "" && m.ID != nil:
		s.send(map[string]any{"id": m.ID, "result": s.answer(m)})
	}
	return m
}

// answer gives the settings that .vscode/settings.json leaves at their defaults.
func (s *server) answer(m lspMessage) any {
	if m.Method != "workspace/configuration" {
		return nil
	}
	var params struct{ Items []struct{ Section string } }
	if err := json.Unmarshal(m.Params, &params); err != nil {
		s.t.Fatal(err)
	}
	settings := make([]any, len(params.Items))
	for i, item := range params.Items {
		settings[i] = map[string]any{}
		if item.Section == "yaml" {
			settings[i] = map[string]any{
				"validate": true, "hover": true, "completion": true,
				"schemaStore": map[string]any{"enable": false}, // no network
			}
		}
	}
	return settings
}

// open shows the server a document that need not be on the disk.
func (s *server) open(path, text string) {
	s.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": uri(path), "languageId": "yaml", "version": 1, "text": text,
	}})
}

// findings waits for what the server says about a document.
func (s *server) findings(path string) []lspDiagnostic {
	s.t.Helper()
	for {
		if d, ok := s.diagnostics[uri(path)]; ok {
			return d
		}
		s.read()
	}
}

func at(path string, line, character int) map[string]any {
	return map[string]any{
		"textDocument": map[string]any{"uri": uri(path)},
		"position":     lspPosition{Line: line - 1, Character: character - 1},
	}
}
