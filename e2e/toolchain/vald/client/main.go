// A client of Vald's API. It reads one call per line from standard input and writes one result per line, in the order in which
// the calls end:
//
//	{"id": 1, "method": "/vald.v1.Insert/Insert", "request": {"vector": {"id": "a", "vector": [1, 2]}}, "timeout": 1000}
//	{"id": 1, "code": "OK", "response": {"uuid": "a"}, "milliseconds": 3}
//
// The argument is the address of a gateway or an agent.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	// Registers the messages and methods that calls name.
	_ "github.com/vdaas/vald/apis/grpc/v1/vald"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

type call struct {
	ID      int             `json:"id"`
	Method  string          `json:"method"`
	Request json.RawMessage `json:"request"`
	// Milliseconds.
	Timeout int `json:"timeout"`
}

type result struct {
	ID           int             `json:"id"`
	Code         string          `json:"code"`
	Message      string          `json:"message,omitempty"`
	Response     json.RawMessage `json:"response,omitempty"`
	Milliseconds int64           `json:"milliseconds"`
}

func main() {
	connection, err := grpc.NewClient(os.Args[1], grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var output sync.Mutex
	results := json.NewEncoder(os.Stdout)
	calls := json.NewDecoder(bufio.NewReader(os.Stdin))
	for {
		var next call
		if calls.Decode(&next) != nil {
			return
		}
		go func() {
			start := time.Now()
			response, err := invoke(connection, next)
			answer := result{ID: next.ID, Code: status.Code(err).String(), Response: response}
			answer.Milliseconds = time.Since(start).Milliseconds()
			if err != nil {
				answer.Message = status.Convert(err).Message()
			}
			output.Lock()
			defer output.Unlock()
			_ = results.Encode(answer)
		}()
	}
}

func invoke(connection *grpc.ClientConn, call call) (json.RawMessage, error) {
	request, response, err := messages(call.Method)
	if err != nil {
		return nil, err
	}
	if err := protojson.Unmarshal(call.Request, request); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(call.Timeout)*time.Millisecond)
	defer cancel()
	if err := connection.Invoke(ctx, call.Method, request, response); err != nil {
		return nil, err
	}
	return protojson.Marshal(response)
}

// messages returns an empty request and an empty response of a method such as /vald.v1.Insert/Insert.
func messages(path string) (request, response proto.Message, err error) {
	name := strings.ReplaceAll(strings.TrimPrefix(path, "/"), "/", ".")
	descriptor, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", path, err)
	}
	method, ok := descriptor.(protoreflect.MethodDescriptor)
	if !ok {
		return nil, nil, fmt.Errorf("%s is not a method", path)
	}
	in, err := protoregistry.GlobalTypes.FindMessageByName(method.Input().FullName())
	if err != nil {
		return nil, nil, err
	}
	out, err := protoregistry.GlobalTypes.FindMessageByName(method.Output().FullName())
	if err != nil {
		return nil, nil, err
	}
	return in.New().Interface(), out.New().Interface(), nil
}
