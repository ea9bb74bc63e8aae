-- Takes away: table rx_events
DROP TABLE `rx_events`;
