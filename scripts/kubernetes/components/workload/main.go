// The program of the containers that tests run on a real node: it serves HTTP, logs lines, crashes
// or fails its probes, depending on its flags. As "workload pause" it only holds a pod's namespaces.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	log.SetFlags(0)
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGTERM, syscall.SIGINT)
	if len(os.Args) > 1 && os.Args[1] == "pause" {
		<-stop
		return
	}

	port := flag.Int("port", 8080, "port of the HTTP server")
	greeting := flag.String("greeting", "hello", "body of the response to /")
	logEvery := flag.Duration("log-every", 0, "interval of numbered lines on standard output; 0 logs none")
	unhealthy := flag.Bool("unhealthy", false, "answer /healthz with 503")
	crashAfter := flag.Duration("crash-after", 0, "time until the process ends with -exit-code; 0 means never")
	exitCode := flag.Int("exit-code", 1, "exit code of a crash")
	lastWords := flag.String("last-words", "", "last line on standard error before a crash")
	flag.Parse()

	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, *greeting)
	})
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		if *unhealthy {
			http.Error(w, "unhealthy", http.StatusServiceUnavailable)
		}
	})
	server := &http.Server{Addr: fmt.Sprintf(":%d", *port), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			log.Fatal(err)
		}
	}()
	fmt.Printf("serving on port %d\n", *port)

	var crash, tick <-chan time.Time
	if *crashAfter > 0 {
		crash = time.After(*crashAfter)
	}
	if *logEvery > 0 {
		tick = time.Tick(*logEvery)
	}
	for line := 1; ; {
		select {
		case <-tick:
			fmt.Printf("line %d\n", line)
			line++
		case <-crash:
			if *lastWords != "" {
				log.Print(*lastWords)
			}
			os.Exit(*exitCode)
		case <-stop:
			return
		}
	}
}
