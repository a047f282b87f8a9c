package main

// usage is what -h prints.
const usage = `Scores the customers and partners in a log: where each relationship stands, how
strong it is, which group it is in, what it is worth, and why.

  go run ./examples/quickstart                      scores a built-in sample
  go run ./examples/quickstart -orders shop.csv     scores your own orders
  go run ./examples/quickstart -events shop.jsonl   scores all that happened
  go run ./examples/quickstart -why C00057          explains one party

A log of events has one on each line, as JSON; -kinds prints an example of every
kind, and the documentation of package relationship lists the fields. Our side of a relationship is called "from" there, and "shop" in a log of
orders, so that both can be read together.

A log of orders is comma-separated text in UTF-8 with a header. Columns are found by name,
in any case and any order; the output says which were used and which were not.

  customer   (or customer_id, id)    who bought
  date       (or order_date)         2006-01-02, 20060102, 2006-01-02 15:04:05 or
                                     2006-01-02T15:04:05Z; the day is as written
  amount     (or total)              12.50; 0 for a free order
  currency                           optional: EUR
  order      (or order_id)           optional: the id of the line, which no other
                                     line may have; a refund needs none
  refund_of                          optional: the id of the order that this line
                                     gives money back for, all or part of it, in
                                     either sign

The log
  -orders FILE       a log of orders; - reads standard input
  -events FILE       a log of events; with -orders both are read
  -columns LIST      your own names: -columns customer=buyer,amount=net
  -comma SIGN        what stands between columns: ',' ';' '|' or tab (default ',')
  -currency CODE     the currency of lines that name none (default XXX, which is
                     no currency); given, it is the only one that is let in
  -strict            stop with exit status 1 at the first bad line; otherwise bad
                     lines are reported, counted and left out
  -as-of DATE        the day to score on (default: the last date of the log)

The model
  -unit UNIT         day or week, the unit of the parameters (default week)
  -split DATE        fit on what was known on that day, and hold the prediction
                     against what came after it

The value
  -horizon LENGTH    how far ahead to look: 365d, 52w, 12m, 1y, 1y6m (default 365d)
  -rate RATE         discount rate: 10%, 0.1 or 10%/year for a year; "0.002/week
                     continuous" for a rate that works all the time (default 10%)
  -margin SHARE      what you keep of an order: 0.3, 30% (default 1, all of it)

The output
  -format FORMAT     table, csv (the ranking; all else on standard error) or json
  -why ID            explain one party: where it stands and how it came there, what
                     its score is made of, what its value is made of
  -top N             show the N most valuable customers, 0 = all (default 20 in a
                     table, all in csv and json)
  -kinds             print one event of each kind and stop
  -dump              print the built-in sample, a log of events, and stop
  -generate N        print a made-up log of orders of N customers and stop

Examples
  go run ./examples/quickstart -split 2025-06-30
  go run ./examples/quickstart -dump > shop.jsonl
  go run ./examples/quickstart -generate 600 > shop.csv
  go run ./examples/quickstart -orders shop.csv -margin 30% -horizon 1y -currency EUR
  go run ./examples/quickstart -orders shop.csv -format csv > ranking.csv
  gunzip -c shop.csv.gz | go run ./examples/quickstart -orders - -format json

Exit status: 0 scored, 1 the log cannot be read or scored, 2 a wrong flag.
`
