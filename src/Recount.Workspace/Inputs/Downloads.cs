using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace Recount.Workspace.Inputs;

/// <summary>
/// Asks servers for files, under an <see cref="AddressPolicy"/>. A name is resolved here, all its addresses are checked, and the connection goes to one
/// of just those, so that a name which answers differently the next moment leads nowhere else; every redirect is a new request under the same rules.
/// </summary>
/// <remarks>
/// Proxies are not used, whatever the environment says: a proxy resolves the name itself, so the address that is connected to in the end could be neither seen nor
/// checked. A machine that reaches the world only through one reads a mirror folder. No cookies, no credentials, no compression.
/// </remarks>
public sealed class Downloads : IDisposable
{
    private const int MostRedirects = 10;

    private static readonly TimeSpan DefaultConnect = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan DefaultStall = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client;

    private readonly TimeSpan _connect;

    private readonly TimeSpan _stall;

    /// <param name="connect">For how long a connection may take to stand; null: 20 s.</param>
    /// <param name="stall">For how long a server may send nothing; null: 30 s.</param>
    public Downloads(AddressPolicy policy, TimeSpan? connect = null, TimeSpan? stall = null)
    {
        (Policy, _connect, _stall) = (policy, connect ?? DefaultConnect, stall ?? DefaultStall);
        _client = new(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = Connect,
            ConnectTimeout = _connect,
            MaxResponseDrainSize = 0,
            UseCookies = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new("recount", Workbench.Version));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new("identity"));
    }

    public AddressPolicy Policy { get; }

    public void Dispose() => _client.Dispose();

    /// <summary>Asks for a file.</summary>
    /// <param name="from">How much of it is here.</param>
    /// <param name="tag">Of what is here: the server sends the rest if it still has that version, else all of its own.</param>
    internal async Task<Answer> Ask(Uri url, long from, string? tag, CancellationToken stop)
    {
        var at = url;
        for (var hops = 0; hops <= MostRedirects; hops++)
        {
            var (response, why) = await Send(at, from, tag, stop).ConfigureAwait(false);
            if (response is null)
            {
                return new Answer.None(why!);
            }

            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                var answer = Read(response, at, from, tag);
                if (answer is not Answer.Body)
                {
                    response.Dispose();
                }

                return answer;
            }

            using (response)
            {
                if (response.Headers.Location is not { } location || !Uri.TryCreate(at, location, out var next))
                {
                    return new Answer.None(Obstacles.Nowhere(at));
                }

                if (Policy.Refusal(next) is { } refusal)
                {
                    return new Answer.None(Obstacles.Redirect(at, next, refusal));
                }

                at = next;
            }
        }

        return new Answer.None(Obstacles.Redirects(url, MostRedirects));
    }

    /// <summary>Writes a body to a file as it arrives; null when all of it is there, as far as the server says.</summary>
    internal async Task<Fetched?> Copy(Answer.Body body, FileStream file, long limit, IProgress<Received>? progress, CancellationToken stop)
    {
        var here = body.From;
        var buffer = new byte[1 << 16];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var stream = await body.Response.Content.ReadAsStreamAsync(stop).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        while (true)
        {
            progress?.Report(new(here, body.Total));
            int read;
            try
            {
                patience.CancelAfter(_stall);
                read = await stream.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
                patience.CancelAfter(Timeout.InfiniteTimeSpan);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return Obstacles.Stalled(body.Url, _stall, here);
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                return Obstacles.BrokenOff(body.Url, here, body.Total);
            }

            if (read == 0)
            {
                file.Flush(true);
                return here < (body.Total ?? 0) ? Obstacles.BrokenOff(body.Url, here, body.Total) : null;
            }

            here += read;
            if (here > limit)
            {
                return Obstacles.TooLarge(body.Url, null, limit);
            }

            if (here > body.Total)
            {
                return Obstacles.Garbled(body.Url, "sent more of it than it announced");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), stop).ConfigureAwait(false);
        }
    }

    private async Task<(HttpResponseMessage? Response, Fetched? Why)> Send(Uri url, long from, string? tag, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(_stall);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (from > 0)
        {
            request.Headers.Range = new(from, null);
            request.Headers.IfRange = tag is not null && EntityTagHeaderValue.TryParse(tag, out var known) ? new(known) : null;
        }

        try
        {
            return (await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false), null);
        }
        catch (OperationCanceledException e) when (!stop.IsCancellationRequested)
        {
            var isConnecting = e.GetBaseException() is TimeoutException;
            return (null, isConnecting ? Obstacles.Unreachable(url, $"no connection within {_connect.TotalSeconds} s") : Obstacles.Stalled(url, _stall, from));
        }
        catch (HttpRequestException e)
        {
            for (Exception? cause = e; cause is not null; cause = cause.InnerException)
            {
                if (cause is Forbidden forbidden)
                {
                    return (null, forbidden.Why);
                }
            }

            return (null, Obstacles.Unreachable(url, e.GetBaseException().Message));
        }
    }

    private static Answer Read(HttpResponseMessage response, Uri url, long from, string? tag)
    {
        var content = response.Content.Headers;
        var strong = response.Headers.ETag is { IsWeak: false } own ? own.Tag : null;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK when content.ContentEncoding.Any(e => e != "identity"):
                return new Answer.None(Obstacles.Garbled(url, "sent it compressed, though asked not to: its digest would be another"));

            case HttpStatusCode.OK:
                return new Answer.Body(response, url, 0, content.ContentLength, strong, content.ContentLength is not null || response.Headers.TransferEncodingChunked is true);

            case HttpStatusCode.PartialContent when from == 0:
                return new Answer.None(Obstacles.Garbled(url, "sent a part of it, though asked for all"));

            case HttpStatusCode.PartialContent when tag is null || strong == tag:
                return content.ContentRange is { Unit: "bytes", From: { } first, Length: var total } && first == from
                    ? new Answer.Body(response, url, from, total ?? from + content.ContentLength, strong, true)
                    : new Answer.OtherVersion();

            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable when from > 0:
                return new Answer.OtherVersion();

            default:
                return new Answer.None(Obstacles.Answer(url, (int)response.StatusCode));
        }
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        IReadOnlyList<IPEndPoint> ends = [.. (await Dns.GetHostAddressesAsync(host, stop).ConfigureAwait(false)).Select(a => new IPEndPoint(a, port))];
        foreach (var end in ends)
        {
            if (Policy.Refusal(end) is { } what)
            {
                throw new Forbidden(Obstacles.Address(host, end.Address.ToString(), what));
            }
        }

        SocketException? last = null;
        foreach (var end in ends)
        {
            // One that swallows packets leaves time for the next.
            using var share = CancellationTokenSource.CreateLinkedTokenSource(stop);
            share.CancelAfter(_connect / ends.Count);
            var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(end, share.Token).ConfigureAwait(false);
                return new NetworkStream(socket, true);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                socket.Dispose();
                stop.ThrowIfCancellationRequested();
                last = e as SocketException ?? new((int)SocketError.TimedOut);
            }
        }

        throw last ?? new((int)SocketError.HostNotFound);
    }

    private sealed class Forbidden(Fetched.Refused why) : IOException(why.Reason)
    {
        public Fetched.Refused Why => why;
    }
}
