package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"incidentarchive/generator/internal/archive"
	"incidentarchive/generator/internal/diagnostic"
	"incidentarchive/generator/internal/record"
)

const (
	linkTimeout  = 20 * time.Second
	linkWorkers  = 8
	linkPause    = time.Second // between two requests to one host
	maxRedirects = 8
	linkAgent    = "incidentarchive-links/1 (checks the sources of a public archive; one request a second)"
)

// errPrivate refuses addresses that are not public: a record must not be able to
// make the machine that checks it talk to its own network.
var errPrivate = errors.New("leads to a private address")

// linkChecker opens addresses politely.
type linkChecker struct {
	client *http.Client
	pause  time.Duration
	lookup string // the Internet Archive's availability service

	mu   sync.Mutex
	next map[string]time.Time // host -> when it may be asked again
}

// dialFunc opens a connection.
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// newLinkChecker makes a checker. Tests give the way to their own server.
func newLinkChecker(dial dialFunc) *linkChecker {
	pause := time.Millisecond
	if dial == nil {
		pause = linkPause
		// After resolution, so that no name and no redirect can lead inside.
		control := func(_, address string, _ syscall.RawConn) error { return checkPublic(address) }
		dial = (&net.Dialer{Timeout: linkTimeout, Control: control}).DialContext
	}
	c := &linkChecker{pause: pause, next: map[string]time.Time{}, lookup: "https://archive.org/wayback/available"}
	c.client = &http.Client{
		Timeout:   linkTimeout,
		Transport: &http.Transport{DialContext: dial, Proxy: nil, MaxResponseHeaderBytes: 64 << 10, TLSHandshakeTimeout: linkTimeout, ForceAttemptHTTP2: true},
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if len(via) >= maxRedirects {
				return fmt.Errorf("more than %d redirects", maxRedirects)
			}
			if record.CheckURL(r.URL.String()) != nil {
				return errPrivate
			}
			return c.turn(r.Context(), r.URL.Host)
		},
	}
	return c
}

// notPublic holds the special blocks that netip's own tests leave out.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("198.51.100.0/24"), netip.MustParsePrefix("203.0.113.0/24"), netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("100::/64"), netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// checkPublic refuses an IP address with port that is not public.
func checkPublic(address string) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil {
		return errPrivate
	}
	ip := ap.Addr().Unmap()
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() ||
		slices.ContainsFunc(notPublic, func(p netip.Prefix) bool { return p.Contains(ip) }) {
		return errPrivate
	}
	return nil
}

// linkResult says what is wrong with an address; "" when nothing is known to be.
type linkResult struct {
	target  *target
	problem string
}

// check opens all addresses, several hosts at a time, and gives the results as
// they come.
func (c *linkChecker) check(ctx context.Context, targets []*target) iter.Seq[linkResult] {
	return func(yield func(linkResult) bool) {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		byHost := map[string][]*target{}
		var hosts []string
		for _, t := range targets {
			host := hostOf(t.address)
			if byHost[host] == nil {
				hosts = append(hosts, host)
			}
			byHost[host] = append(byHost[host], t)
		}
		work, results := make(chan []*target), make(chan linkResult)
		var group sync.WaitGroup
		for range linkWorkers {
			group.Go(func() {
				for list := range work {
					for _, t := range list {
						select {
						case results <- linkResult{t, c.open(ctx, t.address)}:
						case <-ctx.Done():
							return
						}
					}
				}
			})
		}
		go func() {
			defer close(results)
			defer group.Wait()
			defer close(work)
			for _, host := range hosts {
				select {
				case work <- byHost[host]:
				case <-ctx.Done():
					return
				}
			}
		}()
		for r := range results {
			if !yield(r) {
				return
			}
		}
	}
}

// open tells what is wrong with an address. HEAD is tried first; many servers
// answer it wrongly, so that only GET counts as a failure.
func (c *linkChecker) open(ctx context.Context, address string) string {
	status, err := c.request(ctx, http.MethodHead, address)
	if err != nil || status >= 400 {
		status, err = c.request(ctx, http.MethodGet, address)
	}
	var dns *net.DNSError
	switch {
	case ctx.Err() != nil:
		return ""
	case errors.Is(err, errPrivate):
		return "the address leads to a private network: replace it"
	case errors.As(err, &dns) && dns.IsNotFound:
		return fmt.Sprintf("there is no host %q any more: add an archived copy", dns.Name)
	case err != nil:
		return "the address cannot be opened (" + plainNetError(err) + "): try again later, or add an archived copy"
	case status == http.StatusNotFound || status == http.StatusGone:
		return fmt.Sprintf("the page is gone (status %d): add an archived copy", status)
	case status >= 500:
		return fmt.Sprintf("the server has a fault (status %d): try again later", status)
	}
	return "" // also where programs are refused (401, 403, 429 …)
}

// request asks for an address and gives the status.
func (c *linkChecker) request(ctx context.Context, method, address string) (int, error) {
	if err := c.turn(ctx, hostOf(address)); err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("User-Agent", linkAgent)
	response, err := c.client.Do(r)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// turn waits until a host may be asked again.
func (c *linkChecker) turn(ctx context.Context, host string) error {
	c.mu.Lock()
	at := c.next[host]
	if now := time.Now(); at.Before(now) {
		at = now
	}
	c.next[host] = at.Add(c.pause)
	c.mu.Unlock()
	select {
	case <-time.After(time.Until(at)):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// plainNetError gives the heart of a network error.
func plainNetError(err error) string {
	var u *url.Error
	if errors.As(err, &u) {
		if u.Timeout() {
			return "no answer in time"
		}
		err = u.Err
	}
	return err.Error()
}

// copies asks the Internet Archive for copies of sources that have none.
func (c *linkChecker) copies(ctx context.Context, arch *archive.Archive, ids []string) (diagnostic.List, error) {
	var found diagnostic.List
	for _, i := range arch.Incidents {
		if len(ids) > 0 && !slices.Contains(ids, i.ID) {
			continue
		}
		for n, s := range i.Sources {
			if s.URL == "" || s.ArchiveURL != "" {
				continue
			}
			copied, err := c.copyOf(ctx, s.URL, strings.ReplaceAll(s.Published.String(), "-", ""))
			if err != nil {
				return found, fmt.Errorf("ask the Internet Archive: %w", err)
			}
			if copied != "" {
				f := i.Document().Finding(fmt.Sprintf("sources[%d].url", n), "source/no-copy", diagnostic.Note,
					"the Internet Archive has a copy: look at it, and add archive_url: "+copied)
				found = append(found, f)
			}
		}
	}
	return found, nil
}

// copyOf finds the copy of a page nearest to a day; "" when there is none.
func (c *linkChecker) copyOf(ctx context.Context, address, day string) (string, error) {
	query := url.Values{"url": {address}}
	if len(day) >= 8 && strings.Trim(day[:8], "0123456789") == "" {
		query.Set("timestamp", day[:8])
	}
	if err := c.turn(ctx, hostOf(c.lookup)); err != nil {
		return "", err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.lookup+"?"+query.Encode(), nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("User-Agent", linkAgent)
	response, err := c.client.Do(r)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct {
		Snapshots struct {
			Closest struct {
				Available bool   `json:"available"`
				Status    string `json:"status"`
				URL       string `json:"url"`
			} `json:"closest"`
		} `json:"archived_snapshots"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 64<<10)).Decode(&answer); err != nil {
		return "", fmt.Errorf("the answer cannot be read: %w", err)
	}
	closest := answer.Snapshots.Closest
	if !closest.Available || closest.Status != "200" {
		return "", nil
	}
	copied := strings.Replace(closest.URL, "http://", "https://", 1)
	if !strings.HasPrefix(copied, "https://web.archive.org/web/") || record.CheckURL(copied) != nil {
		return "", nil
	}
	return copied, nil
}
