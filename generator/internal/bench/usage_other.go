//go:build !unix

package main

import "time"

func peakMemory(any) int64 { return 0 }

func processorTime() time.Duration { return 0 }
